-- The tenants. The document is what other services see; secrets in it are ciphertext.
create table tenant (
    slug          text primary key,
    version       bigint      not null check (version >= 1),
    configuration jsonb       not null,
    -- Fingerprint of the block of the tenants file that was imported last; null when none ever was.
    import_hash   text,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

-- Events that are decided but not yet on Kafka. A row goes when Kafka has acknowledged it.
create table outbox_message (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    record_key text        not null,
    event_id   text        not null,
    event_type text        not null,
    subject    text        not null,
    tenant     text        not null,
    event_time timestamptz not null,
    data       jsonb       not null
);

-- Finds the oldest row of every key.
create index outbox_message_key on outbox_message (topic, record_key, id);
