alter table feed
  -- Whom a check asks, whatever the port; as WebUrl writes it, so without a user name and in lower case.
  add column host text not null generated always as (substring(feed_url from '^https?://(\[[^]]*\]|[^/:?]+)')) stored,
  -- Names the lease that a check runs under: what comes back under an older one is not taken.
  add column lease text,
  -- The feed waits for its turn at a host that has many, and has its place there.
  add column has_place boolean not null default false,
  -- Of the document last read: the same once more is not read again.
  add column document_sha256 text,
  -- Its own rhythm: between two items, and when the newest came.
  add column usual_gap_ms bigint,
  add column last_news_at timestamptz,
  -- What the publisher says of when to come: at least so far apart; hours and days of GMT, as bits from 0 and Monday.
  add column stated_gap_ms bigint not null default 0,
  add column skip_hours int not null default 0,
  add column skip_days int not null default 0,
  -- Where it says that it has moved for good, and since when it has been saying so.
  add column moved_to text,
  add column moved_since timestamptz,
  -- What it was registered as, where that is not its address any more.
  add column first_url text,
  -- Since when there has been nothing but 404.
  add column missing_since timestamptz,
  add column last_error_kind text,
  add column checks bigint not null default 0,
  add column not_modified bigint not null default 0,
  add column bytes_received bigint not null default 0;

-- Each check leaves two dead rows and their index entries, at the very end of the index where claims look.
alter table feed set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

create index feed_moved on feed (moved_since) where moved_to is not null;

-- Earlier addresses of feeds: who registers one means the feed.
create table feed_alias (
  feed_url text primary key,
  feed_id  text not null references feed on delete cascade
);

create index feed_alias_feed on feed_alias (feed_id);

-- What all replicas know of a host: when its next request may be, and whether it is worth one.
create table host (
  name         text primary key,
  free_at      timestamptz not null,
  -- In a row, over all its feeds.
  failures     int not null default 0,
  closed_until timestamptz
);
