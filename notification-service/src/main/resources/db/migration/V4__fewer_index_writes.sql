-- PostgreSQL writes every index of a row anew when a column of one of them changes. The state changes most, and what
-- waits is few enough to be counted without it.
drop index sms_message_waiting;
create index sms_message_waiting on sms_message (tenant, created_at) where task is not null;
-- Whoever lists a tenant's messages does so by time.
drop index sms_message_tenant;
-- Room on the page for the next version of a row, which then needs no entry in any index.
alter table sms_message set (fillfactor = 60);
