-- Who wants messages and who does not: the last word of each number.
create table consent (
    tenant    text        not null,
    -- E.164: a person who says stop anywhere means everywhere.
    number    text        not null,
    opted_out boolean     not null,
    -- When it was said, not when it was heard of: words that arrive late or twice change nothing.
    said_at   timestamptz not null,
    -- Who told: the person by message, the provider, or somebody by API.
    source    text        not null check (source in ('message', 'provider', 'api')),
    told_by   text,
    primary key (tenant, number)
);
create index consent_opted_out on consent (tenant, said_at desc, number) where opted_out;

-- Everything that was ever said about it.
create table consent_change (
    tenant    text        not null,
    -- Of the event, the refused message or the API's call: each counts once.
    event_id  text        not null,
    number    text        not null,
    opted_out boolean     not null,
    said_at   timestamptz not null,
    source    text        not null,
    told_by   text,
    noted_at  timestamptz not null,
    primary key (tenant, event_id)
);
create index consent_change_number on consent_change (tenant, number, said_at);

-- Requests that answer HELP: these pass an opt-out.
create table help_answer (
    request_id text primary key,
    created_at timestamptz not null
);
create index help_answer_age on help_answer (created_at);

-- Tenants whose messages wait until somebody says otherwise.
create table tenant_pause (
    tenant    text primary key,
    paused_at timestamptz not null,
    paused_by text        not null
);

-- When a number may send next, and where the line of those that wait for it ends.
create table sender_pace (
    sender  text primary key,
    next_at timestamptz not null,
    tail_at timestamptz not null
);

-- The last message with a text to a number, by a hash of it.
create table recent_text (
    tenant     text        not null,
    recipient  text        not null,
    text_hash  text        not null,
    request_id text        not null,
    sent_at    timestamptz not null,
    primary key (tenant, recipient, text_hash)
);
create index recent_text_age on recent_text (sent_at);
create index recent_text_request on recent_text (request_id);

-- Messages of a tenant on a day of its zone.
create table daily_messages (
    tenant   text not null,
    day      date not null,
    messages int  not null,
    primary key (tenant, day)
);

-- Money for messages in a month of the tenant's zone.
create table sms_spending (
    tenant   text    not null,
    month    date    not null,
    currency text    not null,
    spent    numeric not null,
    reserved numeric not null,
    primary key (tenant, month, currency)
);

-- What a message that is on its way has taken of the two above, so that it can be given back.
create table sms_charge (
    request_id text primary key,
    tenant     text not null,
    -- Null when days are not counted.
    day        date,
    -- Null when nothing was reserved.
    month      date,
    currency   text,
    cost       numeric
);

create index sms_message_listed on sms_message (tenant, created_at desc, request_id desc);
create index sms_message_waiting on sms_message (tenant, state, created_at) where task is not null;
