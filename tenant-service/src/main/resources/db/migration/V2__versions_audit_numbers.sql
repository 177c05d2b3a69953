-- Rises with every change, also of what is not versioned.
alter table tenant add column revision bigint;
update tenant set revision = version;
alter table tenant alter column revision set not null;

-- What lists show and search, without reading whole configurations.
alter table tenant
    add column name     text generated always as (configuration ->> 'name') stored,
    add column plan     text generated always as (configuration ->> 'plan') stored,
    add column channels jsonb generated always as
        (jsonb_path_query_array(configuration, '$.channels[*] ? (@.enabled == true).kind')) stored;

-- Every version of a tenant; the document is without plan, block list and secrets, which never come back.
create table tenant_version (
    slug     text        not null references tenant on delete cascade,
    version  bigint      not null,
    document jsonb       not null,
    changes  jsonb       not null,
    author   text        not null,
    origin   text        not null,
    at       timestamptz not null,
    primary key (slug, version)
);

insert into tenant_version (slug, version, document, changes, author, origin, at)
select slug, version, (configuration - 'version' - 'plan' - 'secrets') #- '{limits,blocked}', '[]', 'tenant-service',
       'IMPORT', updated_at
from tenant;

-- Who did what. It outlives the tenants; nobody changes it, whoever they are.
create table audit_entry (
    id     bigint generated always as identity primary key,
    slug   text        not null,
    at     timestamptz not null,
    author text        not null,
    origin text        not null,
    action text        not null,
    detail text        not null
);

create index audit_entry_slug on audit_entry (slug, id);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is never changed';
end $$;

create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function refuse_audit_change();
create trigger audit_entry_is_kept before truncate on audit_entry
    for each statement execute function refuse_audit_change();

-- What may be shown of the secrets; the ciphertexts are in the configuration.
create table tenant_secret (
    slug   text        not null references tenant on delete cascade,
    name   text        not null,
    last4  text,
    set_at timestamptz not null,
    primary key (slug, name)
);

insert into tenant_secret (slug, name, set_at)
select slug, jsonb_object_keys(configuration -> 'secrets'), updated_at
from tenant;

-- Whose number it is on a kind of channel: the key lets nobody else have it.
create table tenant_number (
    kind   text not null,
    number text not null,
    slug   text not null references tenant on delete cascade,
    primary key (kind, number)
);

create index tenant_number_slug on tenant_number (slug);

insert into tenant_number (kind, number, slug)
select distinct channel ->> 'kind', jsonb_array_elements_text(channel -> 'numbers'), slug
from tenant, jsonb_array_elements(configuration -> 'channels') channel;

-- What was created with which key, so that a creation can be asked for again.
create table idempotent_create (
    author      text        not null,
    key         text        not null,
    slug        text        not null,
    fingerprint text        not null,
    at          timestamptz not null,
    primary key (author, key)
);

-- Where a tenant goes on that is created again: its versions and revisions never repeat.
create table deleted_tenant (
    slug       text primary key,
    version    bigint      not null,
    revision   bigint      not null,
    deleted_at timestamptz not null
);

-- A tombstone has no data.
alter table outbox_message alter column data drop not null;
