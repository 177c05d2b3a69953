-- A person's words, numbers and fields are gone from a conversation that has this.
alter table conversation add column erased_at timestamptz;
alter table conversation add column erasure_id text;

create index conversation_of_erasure on conversation (erasure_id) where erasure_id is not null;
-- For the retention: what is over, oldest first.
create index conversation_ended on conversation (ended_at) where status = 'ended';
create index inbox_by_age on inbox (created_at);

-- A request to erase everything of one number.
create table erasure (
    id            text        primary key,
    tenant        text        not null,
    number        text, -- E.164; null once nothing of it is left, since it is what was to be erased
    masked        text        not null,
    requested_at  timestamptz not null,
    finished_at   timestamptz,
    -- When somebody shall look at it; claiming moves it on, as in record_task.
    due_at        timestamptz,
    claimed_by    text,
    attempts      int         not null
);

create unique index erasure_of_number on erasure (tenant, number) where number is not null;
create index erasure_due on erasure (due_at) where due_at is not null;

-- Recordings that a provider still keeps, of erased conversations.
create table recording_deletion (
    conversation_id text        not null references conversation (id) on delete cascade,
    url             text        not null,
    tenant          text        not null,
    erasure_id      text        not null references erasure (id),
    state           text        not null check (state in ('pending', 'deleted', 'manual')),
    -- Why the last attempt failed, or why a person must do it.
    reason          text,
    due_at          timestamptz,
    claimed_by      text,
    attempts        int         not null,
    primary key (conversation_id, url)
);

create index recording_deletion_due on recording_deletion (due_at) where due_at is not null;
create index recording_deletion_of_erasure on recording_deletion (erasure_id);
