-- The questions and answers of a tenant. Versions of its configuration with the same ones share a set, and a set never
-- changes.
create table knowledge_set (
    id      bigint generated always as identity primary key,
    tenant  text  not null,
    digest  bytea not null, -- of all questions and answers
    entries int   not null,
    unique (tenant, digest)
);

create table knowledge_version (
    tenant  text   not null,
    version bigint not null,
    set_id  bigint not null references knowledge_set (id),
    primary key (tenant, version)
);

create table knowledge_entry (
    set_id bigint not null references knowledge_set (id) on delete cascade,
    id     text   not null,
    title  text   not null,
    answer text   not null,
    words  tsvector not null, -- of all its questions
    primary key (set_id, id)
);

-- What an entry is found by: each way to ask it, and its answer.
create table knowledge_phrase (
    set_id   bigint   not null references knowledge_set (id) on delete cascade,
    entry_id text     not null,
    answer   boolean  not null,
    negated  boolean  not null,
    words    tsvector not null,
    weight   real     not null default 0 -- the sum of its words'
);

create index knowledge_phrase_of_set on knowledge_phrase (set_id);
create index knowledge_phrase_words on knowledge_phrase using gin (words);

-- How much a word says: the fewer entries are asked with it, the more.
create table knowledge_word (
    set_id bigint not null references knowledge_set (id) on delete cascade,
    word   text   not null,
    weight real   not null,
    primary key (set_id, word)
);

-- Plain documents. One holds for the tenant's versions from from_version on, below to_version.
create table document (
    id           bigint generated always as identity primary key,
    tenant       text        not null,
    name         text        not null,
    media_type   text        not null,
    content      text        not null,
    from_version bigint      not null,
    to_version   bigint,
    put_at       timestamptz not null,
    check (to_version > from_version)
);

create unique index document_current on document (tenant, name) where to_version is null;
create index document_of_tenant on document (tenant, from_version);

create table document_passage (
    document_id bigint   not null references document (id) on delete cascade,
    number      int      not null,
    content     text     not null,
    words       tsvector not null,
    primary key (document_id, number)
);

create index document_passage_words on document_passage using gin (words);
