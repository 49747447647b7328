-- The history of deliveries and the queue of what is still to be sent become two tables, so that a year of history, a
-- million messages that wait for their retry and a million that are held never slow what is due now.
--
-- Of the tables below, every index and every foreign key costs each delivery again, and thousands are made and ended in a
-- second. So there are no foreign keys: rows are made only from rows of the tables that they speak of, alerts and
-- subscriptions are never deleted, and pruning takes attempts along with their delivery. The unique key of a delivery was
-- that of its id, which is a hash of the same columns. Ids are compared byte by byte: by the rules of a language, which is
-- most databases' default, a comparison costs many times that.

alter table alerts.attempt drop constraint attempt_delivery_id_fkey;
alter table alerts.delivery
    drop constraint delivery_subscription_id_fkey,
    drop constraint delivery_alert_id_alert_version_fkey,
    drop constraint delivery_subscription_id_alert_id_alert_version_type_key,
    drop constraint delivery_state_check;
drop index alerts.delivery_due, alerts.delivery_oldest, alerts.delivery_held, alerts.delivery_newest;

alter table alerts.subscription
    alter column id type text collate "C",
    -- Host and port of the URL, as WebhookUrl reads them: what the cap on tries to one host counts by.
    add column host            text collate "C" not null default '?',
    -- After this many seconds a message that was not delivered is out of date. Null: never.
    add column expires_after_s bigint check (expires_after_s > 0);
update alerts.subscription
set host = coalesce(lower(substring(url from '^[a-zA-Z]+://([^/?#]+)')), '?');
update alerts.subscription
set host = host || case when lower(url) like 'https:%' then ':443' else ':80' end
where host !~ ':\d+$' and host <> '?';

alter table alerts.delivery
    alter column id type text collate "C",
    alter column subscription_id type text collate "C",
    -- When it ended otherwise than delivered, and only then: a delivery that succeeds changes no indexed column, so PostgreSQL finds room
    -- for the change beside the row and leaves all indexes alone (HOT).
    add column undelivered_at timestamptz,
    add check (state in ('pending', 'held', 'delivered', 'failed', 'cancelled', 'expired')),
    set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
update alerts.delivery set undelivered_at = finished_at where state in ('failed', 'cancelled');
create index delivery_undelivered on alerts.delivery (subscription_id, undelivered_at) where undelivered_at is not null;
-- The log of a subscription; ids of one time are sorted when it is read, which keeps the index a third smaller.
create index delivery_newest on alerts.delivery (subscription_id, created_at);
-- Pruning reads what was made first: rows lie on the disk in that order, so a few bytes a page find it.
create index delivery_made on alerts.delivery using brin (created_at) with (pages_per_range = 32, autosummarize = on);

-- What is still to be sent; a row is deleted when its delivery ends.
create table alerts.queue (
    delivery_id     text collate "C" primary key,
    subscription_id text collate "C" not null,
    host            text collate "C" not null,
    -- When it is to be tried; once claimed, when the lease ends; while held, when the message was made.
    due_at          timestamptz      not null,
    -- Can be claimed now. A row whose due_at has come is made ready by a tick, one whose lease has ended too.
    ready           boolean          not null,
    -- Waits for its subscription to be enabled.
    held            boolean          not null,
    -- Who is trying it; an outcome counts only under the claim that still holds.
    claim_id        uuid,
    -- Its owner asked for it once more: from then on it counts whether it is out of date. Null: since it was made.
    replayed_at     timestamptz,
    check (not (ready and held)),
    check (claim_id is null or not (ready or held))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02,
        autovacuum_vacuum_cost_delay = 0);
-- The claim skips through it from host to host and from subscription to subscription.
create index queue_ready on alerts.queue (host, subscription_id, due_at) where ready;
create index queue_waiting on alerts.queue (due_at) where not ready and not held;
-- Of one subscription, without what is ready, which the index above finds, or claimed, which its outcome finds.
create index queue_parked on alerts.queue (subscription_id, due_at) where not ready and claim_id is null;

insert into alerts.queue
select d.id, d.subscription_id, s.host, case d.state when 'held' then d.created_at else d.next_attempt_at end,
       false, d.state = 'held', null, null
from alerts.delivery d join alerts.subscription s on s.id = d.subscription_id
where d.state in ('pending', 'held');

alter table alerts.delivery drop column next_attempt_at, drop column claim_id, drop column lease_until;

alter table alerts.attempt drop constraint attempt_pkey, drop column id,
    drop constraint attempt_delivery_id_number_key,
    alter column delivery_id type text collate "C",
    add primary key (delivery_id, number);

-- Who was told of an alert by deliveries that were pruned since, and of which version first.
create table alerts.told (
    alert_id        text             not null,
    subscription_id text collate "C" not null,
    version         integer          not null,
    primary key (alert_id, subscription_id)
);

-- Endpoints without one success since: the first failure makes the row, any success deletes it.
create table alerts.failing_endpoint (
    subscription_id text collate "C" primary key,
    since           timestamptz not null,
    -- Of tocsin.delivery.disable-after, what its owner was told last: 0 nothing, 1 a quarter, 2 half of it.
    stage           integer     not null check (stage between 0 and 2),
    -- When it was told that; while nothing was told, as since.
    stage_at        timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Subscriptions whose held deliveries flow again, a few a second.
create table alerts.release (
    subscription_id text collate "C" primary key,
    asked_at        timestamptz not null,
    -- Up to when its pace is used up.
    paced_at        timestamptz not null
);
insert into alerts.release
select distinct q.subscription_id, now(), now()
from alerts.queue q join alerts.subscription s on s.id = q.subscription_id
where q.held and s.enabled and s.deleted_at is null;

-- Base 32 digit by digit took longer than all else that a fan-out does. Hexadecimal digits are digits of Crockford's base 32
-- too, so the id looks as before. It begins with the alert's ten digits of time: what is made together then lies together
-- in the indexes of deliveries, queue and attempts, whose pages would otherwise be read and written one for each row. The
-- other 64 bits only have to tell messages about alerts of one millisecond from each other. "Stable" lets PostgreSQL put it
-- in place of the call, which it refuses to functions that claim to be more immutable than what they call.
create or replace function alerts.message_id(subscription_id text, alert_id text, alert_version integer, type text)
    returns text language sql stable parallel safe
as $$
    select 'msg_' || rpad(substr(alert_id, 5, 10), 10, '0') || left(encode(sha256(convert_to(
        subscription_id || ' ' || alert_id || ' ' || alert_version || ' ' || type, 'UTF8')), 'hex'), 16)
$$;
