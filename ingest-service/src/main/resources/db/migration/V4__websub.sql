-- A feed's place at a hub. Who deletes the feed leaves the row, by which the hub is told.
create table hub_subscription (
  -- The end of the callback URL: who knows it is the hub.
  token            text primary key,
  feed_id          text references feed on delete set null,
  hub_url          text not null,
  topic            text not null,
  secret           text not null,
  state            text not null default 'PENDING',
  lease_until      timestamptz,
  -- When to ask the hub next; a claim moves it on.
  due_at           timestamptz not null default now(),
  failures         int not null default 0,
  last_error       text,
  created_at       timestamptz not null default now(),
  last_push_at     timestamptz,
  -- New articles that a push brought before any poll, and those that a poll brought while the hub was to push them.
  announced_first  bigint not null default 0,
  polled_first     bigint not null default 0
);

create index hub_subscription_due on hub_subscription (due_at);

-- One place a feed, besides those that are being given up.
create unique index hub_subscription_feed on hub_subscription (feed_id) where state <> 'LEAVING';

create index hub_subscription_orphan on hub_subscription (token) where feed_id is null and state <> 'LEAVING';

create index hub_subscription_leaving on hub_subscription (feed_id) where state = 'LEAVING';

alter table feed
  -- Until then its hub is trusted to announce what is new, and polls are only there to make sure.
  add column hub_proven_until timestamptz;
