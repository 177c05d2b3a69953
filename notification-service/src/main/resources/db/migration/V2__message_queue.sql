-- The rows become a queue that any number of replicas work on.
alter table sms_message drop constraint sms_message_state_check;
alter table sms_message add constraint sms_message_state_check check (state in (
    'accepted', 'scheduled', 'sending', 'unknown', 'sent', 'delivered', 'undelivered', 'failed', 'expired',
    'suppressed'));

alter table sms_message rename column sending_until to lease_until;
-- From here on 'sender' and 'provider' are those that were chosen, null before that.
alter table sms_message alter column provider drop not null;

alter table sms_message
    -- Order of acceptance: within a thread the older message goes first.
    add column seq               bigint generated always as identity,
    -- What was asked for.
    add column requested_sender  text,
    add column requested_channel text,
    add column template          jsonb,
    add column not_before        timestamptz,
    add column expires_at        timestamptz,
    -- Of the request as it was asked, to tell a repetition from another request under the same id.
    add column fingerprint       text,
    add column subject           text,
    add column traceparent       text,
    -- The last decision to send it.
    add column channel           text,
    add column body              text,
    add column segments          int,
    add column cost              numeric,
    add column currency          text,
    -- What is to be done with it next, null when nothing is; and when.
    add column task              text check (task in ('send', 'reconcile')),
    add column due_at            timestamptz,
    -- Who is at it; until lease_until nobody else is.
    add column leased_by         text,
    -- Not null from just before the provider is asked until its answer is stored: whoever finds it without a lease
    -- finds an answer that is lost.
    add column asking_since      timestamptz,
    -- When the attempt began whose answer is lost.
    add column asked_at          timestamptz,
    -- How often an answer that is lost was looked for.
    add column lookups           int    not null default 0,
    -- How many places of the schedule of retries are used up.
    add column retries           int    not null default 0,
    -- Channels that have not taken it since it last waited.
    add column not_taken_by      text[] not null default '{}',
    -- True from the decision to send it until what that decision used up is spent or given back.
    add column reserved          boolean not null default false;

update sms_message set requested_sender = sender, subject = coalesce(conversation, thread_key),
    expires_at = created_at + interval '1 day';
update sms_message set task = 'send', due_at = now(), provider = null where state = 'accepted';
update sms_message set task = 'reconcile', due_at = now(), asked_at = updated_at, lease_until = null,
    channel = 'twilio-sms', body = text, segments = 1 where state in ('sending', 'unknown');
update sms_message set state = 'unknown' where state = 'sending';

create unique index sms_message_provider_id on sms_message (provider, provider_id) where provider_id is not null;
create index sms_message_due on sms_message (due_at) where task is not null and lease_until is null;
create index sms_message_leased on sms_message (lease_until) where lease_until is not null;
create index sms_message_thread on sms_message (thread_key, seq) where task is not null;
create index sms_message_tenant on sms_message (tenant, seq);

-- Events that are decided but not yet on Kafka. A row goes when Kafka has acknowledged it.
create table outbox_message (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    record_key  text        not null,
    event_id    text        not null,
    event_type  text        not null,
    subject     text        not null,
    tenant      text        not null,
    event_time  timestamptz not null,
    in_reply_to text,
    traceparent text,
    data        jsonb       not null
);

-- What a provider reported about a message that no row is known to be, yet.
create table status_report (
    provider    text        not null,
    provider_id text        not null,
    status      text        not null,
    error_code  text,
    reported_at timestamptz not null,
    primary key (provider, provider_id, status)
);
create index status_report_age on status_report (reported_at);

-- Records of the requests' topic that were no request, or an invalid one: as they came, with the reason.
create table dead_letter (
    id           bigint generated always as identity primary key,
    topic        text        not null,
    partition    int         not null,
    record_offset bigint     not null,
    record_key   text,
    headers      jsonb       not null,
    payload      bytea,
    -- As far as it could be read.
    request_id   text,
    tenant       text,
    reason       text        not null,
    created_at   timestamptz not null,
    replayed_at  timestamptz,
    unique (topic, partition, record_offset)
);
create index dead_letter_tenant on dead_letter (tenant, id);
