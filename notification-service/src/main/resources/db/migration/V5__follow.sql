-- Messages that a provider has taken and has not told the end of: when it is asked for that.
create table sms_follow (
    request_id text primary key,
    due_at     timestamptz not null,
    -- How often it was asked.
    looks      int         not null default 0
);
create index sms_follow_due on sms_follow (due_at);

insert into sms_follow (request_id, due_at)
select request_id, now() from sms_message where state = 'sent' and updated_at > now() - interval '1 day';
