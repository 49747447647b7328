-- Streams and feeds: where a reader of alerts stands, and filters that somebody saved.

-- The place of a version in the order of commits. Who has seen position n has seen all that are smaller: a position is
-- drawn under the lock under which alerts are written (NeighbourhoodRepository), which PostgreSQL gives back only once the
-- transaction can be seen by all. A sequence alone would not do: a number that was drawn first may be committed last.
create sequence alerts.alert_position;
alter table alerts.alert_version add column position bigint;
update alerts.alert_version v
set position = n.position
from (select alert_id, version, row_number() over (order by created_at, alert_id, version) as position
      from alerts.alert_version) n
where v.alert_id = n.alert_id and v.version = n.version;
select setval('alerts.alert_position', greatest(1, (select count(*) from alerts.alert_version)));
alter table alerts.alert_version
    alter column position set default nextval('alerts.alert_position'),
    alter column position set not null;
alter sequence alerts.alert_position owned by alerts.alert_version.position;
create unique index alert_version_position on alerts.alert_version (position);

-- The order is the table's own promise, whoever writes: the lock is taken before the first row draws its position, which
-- costs nothing to who has it already. The number is that of NeighbourhoodRepository. Readers are woken by the commit.
create function alerts.order_versions() returns trigger
    language plpgsql
as $$
begin
    perform pg_advisory_xact_lock(x'746F6373696E'::bigint);
    perform pg_notify('alert_version', '');
    return null;
end
$$;
create trigger order_versions before insert on alerts.alert_version
    for each statement execute function alerts.order_versions();

-- A filter that somebody saved, and the secret link under which its alerts can be read without a key.
create table alerts.saved_filter (
    id         text primary key,
    account_id text        not null references alerts.account,
    name       text        not null,
    -- As a query string has it: each name once, with its values.
    filter     json        not null,
    -- SHA-256 of the token. It carries 256 random bits, so a slow hash would add nothing.
    token_hash bytea       not null unique,
    version    integer     not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index saved_filter_newest on alerts.saved_filter (account_id, created_at desc, id desc);

-- Feeds show what has changed last first, calendars only what has a date.
create index if not exists alert_updated on alerts.alert (updated_at desc, id desc);
create index alert_effective on alerts.alert (updated_at desc, id desc) where (body ->> 'effective') is not null;

-- As all that an account owns (V12); who reads by a link is no account.
grant select, insert, update, delete on alerts.saved_filter to tocsin_tenant;
alter table alerts.saved_filter enable row level security;
create policy tenant on alerts.saved_filter to tocsin_tenant using (account_id = current_setting('tocsin.account'));
