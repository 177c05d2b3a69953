create table conversation (
    id               text        primary key,
    tenant           text        not null,
    medium           text        not null check (medium in ('CALL', 'SMS')),
    provider         text        not null,
    thread_key       text,
    from_number      text,
    to_number        text,
    tenant_version   bigint,
    last_turn        int         not null,
    asked            text,
    misses           int         not null,
    status           text        not null check (status in ('active', 'ended')),
    started_at       timestamptz not null,
    last_activity_at timestamptz not null,
    ended_at         timestamptz,
    version          int         not null
) with (fillfactor = 80); -- every turn updates its row: room in the page keeps the indexes untouched

create index conversation_of_thread on conversation (thread_key, started_at) where thread_key is not null;

create table turn (
    event_id        text        primary key,
    conversation_id text        not null references conversation (id),
    number          int         not null,
    caller_text     text,
    source          text        not null,
    rule            text,
    asked_before    text,
    heard           boolean     not null,
    created_at      timestamptz not null,
    unique (conversation_id, number)
);

-- Which events had their effect. Partition and offset tell a second reading of one record from a second record.
create table inbox (
    ce_id           text        primary key,
    kafka_partition int         not null,
    kafka_offset    bigint      not null,
    created_at      timestamptz not null
);

-- What was decided to be published, stored before it is. The data is the event's JSON, byte for byte; nobody queries
-- inside it, so that it is text.
create table reply_chunk (
    event_id text not null,
    seq      int  not null,
    type     text not null,
    data     text not null,
    primary key (event_id, seq)
);
