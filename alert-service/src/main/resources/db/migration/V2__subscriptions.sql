-- Who wants which alerts, and what became of each message to them.

create table alerts.subscription (
    id             text primary key,
    account_id     text             not null references alerts.account,
    name           text             not null,
    url            text             not null,
    -- The raw key of webhook signatures.
    secret         bytea            not null check (length(secret) between 24 and 64),
    -- The filter: an empty array stands for "all".
    categories     text[]           not null,
    jurisdictions  text[]           not null,
    actors         text[]           not null,
    -- The actors as ids and as names normalised like alert.actor_names: what is matched.
    actor_keys     text[]           not null,
    statuses       text[]           not null,
    languages      text[]           not null,
    min_confidence double precision not null,
    enabled        boolean          not null,
    -- Why it is disabled, in words for its owner.
    state_reason   text,
    version        integer          not null,
    created_at     timestamptz      not null,
    updated_at     timestamptz      not null,
    -- A deleted subscription stays, so that its owner can still see what became of its deliveries.
    deleted_at     timestamptz
);
create index subscription_newest on alerts.subscription (account_id, created_at desc, id desc) where deleted_at is null;

-- One message to one subscription: the queue. What a state means, and what leads to it, stands in Delivery.java.
create table alerts.delivery (
    -- The webhook-id.
    id              text primary key,
    subscription_id text        not null references alerts.subscription,
    type            text        not null,
    alert_id        text,
    alert_version   integer,
    -- The data of a message that is about no alert, as a test message is.
    body            text,
    state           text        not null check (state in ('pending', 'held', 'delivered', 'failed', 'cancelled')),
    -- All tries ever made, and those that the retry schedule counts: a replay starts the schedule anew.
    attempts        integer     not null,
    tries           integer     not null,
    next_attempt_at timestamptz not null,
    -- Who is trying it now, and until when that is believed.
    claim_id        text,
    lease_until     timestamptz,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    foreign key (alert_id, alert_version) references alerts.alert_version,
    check ((alert_id is null) = (body is not null) and (alert_id is null) = (alert_version is null)),
    -- Whoever fans the same version out again, after a crash or a replay of the topic, adds nothing.
    unique (subscription_id, alert_id, alert_version, type)
);
-- What is due, by subscription: the queue is claimed a few from each, so that a hanging endpoint's backlog is never walked through.
create index delivery_due on alerts.delivery (subscription_id, next_attempt_at) where state = 'pending';
-- What is due first of all: the age of the queue.
create index delivery_oldest on alerts.delivery (next_attempt_at) where state = 'pending';
create index delivery_held on alerts.delivery (subscription_id) where state = 'held';
create index delivery_newest on alerts.delivery (subscription_id, created_at desc, id desc);

-- One HTTP try of a delivery.
create table alerts.attempt (
    id               text primary key,
    delivery_id      text        not null references alerts.delivery on delete cascade,
    number           integer     not null,
    started_at       timestamptz not null,
    duration_ms      integer     not null,
    -- Null when there was no answer.
    status_code      integer,
    outcome          text        not null,
    -- Why it did not succeed, in words for the owner.
    error            text,
    response_excerpt text        not null,
    unique (delivery_id, number)
);

-- The id of the message about one version of one alert to one subscription: the first 128 bits of a SHA-256 in Crockford's
-- base 32, so that it is the same whoever fans it out, and tells nothing. PL/pgSQL, since plain SQL took six times as long.
create function alerts.message_id(subscription_id text, alert_id text, alert_version integer, type text) returns text
    language plpgsql immutable parallel safe
as $$
declare
    hash bytea := sha256(convert_to(concat_ws(' ', subscription_id, alert_id, alert_version, type), 'UTF8'));
    bits bit varying := B'00' || ('x' || encode(substr(hash, 1, 16), 'hex'))::bit(128);
    id   text := 'msg_';
begin
    for i in 0..25 loop
        id := id || substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substring(bits from 5 * i + 1 for 5)::integer, 1);
    end loop;
    return id;
end
$$;
