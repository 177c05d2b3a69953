-- Calls of tenants that limit calls: which were let in, and which not.
create table limited_call (
    conversation_id text        primary key,
    tenant          text        not null,
    caller          text,                 -- null when the number was withheld
    day             date        not null, -- of the tenant's zone
    started_at      timestamptz not null,
    verdict         text,                 -- CallRejected.Reason; null: let in
    released_at     timestamptz           -- when it gave its place back
);

create index limited_call_of_day on limited_call (tenant, day, caller) where verdict is null;
create index limited_call_open on limited_call (tenant, started_at) where verdict is null and released_at is null;

-- Text messages that were weighed against the limits.
create table limited_message (
    event_id    text        primary key,
    tenant      text        not null,
    caller      text        not null,
    thread_key  text        not null,
    day         date        not null, -- of the tenant's zone
    text_digest bytea       not null, -- finds repetitions without keeping what was written
    received_at timestamptz not null,
    verdict     text                  -- LimitReached.Limit; null: answered
);

create index limited_message_of_day on limited_message (tenant, day, caller) where verdict is null;
create index limited_message_of_thread on limited_message (thread_key, received_at);

-- What a tenant has spent in a month of its zone, and what is set aside. Amounts are millionths of the currency.
create table budget (
    tenant   text   not null,
    month    date   not null, -- its first day
    currency text   not null,
    spent    bigint not null default 0,
    reserved bigint not null default 0,
    primary key (tenant, month, currency)
) with (fillfactor = 50); -- every paid turn updates its row: room in the page keeps the index untouched

-- Who asked for money. An id asks once; whether it got any is in budget_entry.
create table budget_request (
    id       text        primary key,
    asked_at timestamptz not null
);

-- What was given or spent.
create table budget_entry (
    id         text        primary key,
    tenant     text        not null,
    month      date        not null,
    currency   text        not null,
    reserved   bigint      not null,
    spent      bigint,               -- null as long as it is only set aside
    created_at timestamptz not null
);

create index budget_request_age on budget_request (asked_at);
create index budget_entry_age on budget_entry (created_at);
