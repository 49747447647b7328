create table feed (
  id                 text primary key,
  feed_url           text not null unique,
  title              text,
  site_url           text,
  etag               text,
  last_modified      text,
  created_at         timestamptz not null default now(),
  last_checked_at    timestamptz,
  last_success_at    timestamptz,
  -- A claim pushes this into the future by the lease: a killed replica's feeds are due again when it has passed.
  next_check_at      timestamptz not null default now(),
  consecutive_errors int not null default 0,
  last_error         text,
  disabled           boolean not null default false
);

create index feed_due on feed (next_check_at) where not disabled;

-- Also the outbox: a row without sent_at has yet to reach Kafka.
create table article (
  id            text primary key,
  revision      int not null default 1,
  url           text not null,
  title         text not null,
  text          text not null,
  text_sha256   text not null,
  -- Of title and text: what a revision is told by.
  fingerprint   text not null,
  outlet        text,
  author        text,
  language      text,
  published_at  timestamptz,
  ingested_at   timestamptz not null default now(),
  -- The feed that brought it first. No foreign key: a feed may be deleted, what it brought stays.
  feed_id       text,
  -- Who brought the present text: a feed's id, or 'post'.
  brought_by    text not null,
  claimed_until timestamptz not null,
  sent_at       timestamptz
);

create index article_unsent on article (claimed_until) where sent_at is null;
