-- One row per request (its ce_id), whatever became of it: this is what makes a message go out once.
create table sms_message (
    request_id    text primary key,
    tenant        text        not null,
    -- Key of the request on Kafka; its outcome is published under the same.
    thread_key    text        not null,
    -- What was asked for, as it was asked: an invalid request may lack anything.
    recipient     text,
    sender        text,
    text          text,
    purpose       text,
    conversation  text,
    provider      text        not null,
    provider_id   text,
    state         text        not null check (state in ('accepted', 'sending', 'sent', 'failed', 'unknown')),
    error_code    text,
    reason        text,
    -- How often the provider was asked.
    attempts      int         not null default 0,
    -- While it is 'sending', nobody else may conclude before this time that the sender has died.
    sending_until timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    -- When the present final state was reached: the time of the event that tells it.
    finished_at   timestamptz
);
