-- What a conversation remembers beyond its counters: JSON that only the dialogue reads.
alter table conversation add column memory text;
-- How it ended, see ConversationRecord.Outcome; null while it goes on.
alter table conversation add column outcome text;
alter table conversation add column duration_seconds int;

create index conversation_of_tenant on conversation (tenant, started_at);
create index conversation_of_caller on conversation (tenant, from_number, started_at);
-- For what looks for conversations that were left open. Not by their last activity: that changes with every turn, and
-- an index on it would have to as well.
create index conversation_open on conversation (started_at) where status = 'active';

-- source is 'open' from the moment the turn is taken until its last chunk is stored: a process that finds such a turn
-- when its event comes again takes it over.
alter table turn add column answer text;
alter table turn add column detail text;
alter table turn add column tools text; -- JSON: a list of ConversationRecord.ToolResult
alter table turn add column received_at timestamptz;
alter table turn add column first_words_ms int;
alter table turn add column input_tokens int;
alter table turn add column output_tokens int;

-- Recordings of a conversation, whenever they come.
create table recording (
    conversation_id  text        not null references conversation (id),
    url              text        not null,
    duration_seconds int,
    received_at      timestamptz not null,
    primary key (conversation_id, url)
);

-- Every version of every tenant that was seen: a call keeps the one that it began with, a replay asks for an older one.
create table tenant_version (
    tenant  text        not null,
    version bigint      not null,
    data    text        not null, -- TenantConfiguration as JSON
    seen_at timestamptz not null,
    primary key (tenant, version)
);
