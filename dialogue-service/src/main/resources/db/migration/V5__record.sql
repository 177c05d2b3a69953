-- What is to be done about the records of conversations that are over. One row per conversation, kept.
create table record_task (
    conversation_id text        primary key references conversation (id) on delete cascade,
    -- How often what the record tells has changed, and which of these changes the last stored revision knows.
    changes         int         not null,
    recorded        int         not null,
    -- When somebody shall look at it: null for never. Whoever claims it moves this on by the lease, so that others do
    -- not see it; when the claimer dies, it is simply due again.
    due_at          timestamptz,
    claimed_by      text,
    attempts        int         not null
) with (fillfactor = 80);

create index record_task_due on record_task (due_at) where due_at is not null;

create table record_revision (
    conversation_id text        not null references conversation (id) on delete cascade,
    revision        int         not null,
    document        text, -- ConversationRecord as JSON, byte for byte what is published; null once erased
    cost            numeric,
    currency        text,
    created_at      timestamptz not null,
    -- Where the topic ended just before the first attempt to publish: who finds this set looks from there whether the
    -- document has got to Kafka, before it sends it again.
    kafka_partition int,
    look_from       bigint,
    published_at    timestamptz,
    primary key (conversation_id, revision)
);

create index record_revision_unpublished on record_revision (conversation_id)
    where published_at is null and document is not null;
