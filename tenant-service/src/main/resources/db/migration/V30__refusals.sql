-- Requests of providers that were refused, the last ones of each tenant: what the check of a setup is fed with. Every
-- replica reads the topic and stores what it reads, so that the event's id makes a second one nothing.
create table refusal (
    event_id    text        primary key,
    -- A slug, or 'unknown' where nobody could say whose request it was.
    tenant      text        not null,
    refused_at  timestamptz not null,
    channel     text,
    account     text,
    number      text,
    -- The event as JSON.
    data        text        not null
);

create index refusal_of_tenant on refusal (tenant, refused_at desc);
