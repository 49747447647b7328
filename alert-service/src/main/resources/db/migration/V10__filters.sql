-- What a subscription can say of the alerts that it wants, in one place: fan-out and dry run ask the same function.

-- A text as words and phrases are looked for in it: letters and digits of scripts that put blanks between words (Latin,
-- Greek, Cyrillic and all up to U+1FFF) stand between single blanks, so that "ban" is not found in "bank"; Chinese and
-- its like stand as they are; all else is a blank. So no % and no _ is left in it. Its argument is folded already.
create function alerts.words(folded text) returns text
    language sql immutable parallel safe
as $$
    select regexp_replace(regexp_replace(folded, '([a-z0-9\u00c0-\u1fff]+)', ' \1 ', 'g'),
                          '[^a-z0-9\u00c0-\u1fff\u2e80-\u2fff\u3005-\u3007\u3040-\U0010ffff]+', ' ', 'g')
$$;

create function alerts.word_patterns(words text[]) returns text[]
    language sql immutable parallel safe
as $$
    select coalesce(array_agg('%' || alerts.words(word) || '%' order by at), '{}')
    from unnest(words) with ordinality as w(word, at)
$$;

-- What a subscription's jurisdictions look for: a part of a country also looks for what concerns all of its parts, "US-*".
create function alerts.jurisdiction_keys(jurisdictions text[]) returns text[]
    language sql immutable parallel safe
as $$
    select coalesce(array_agg(distinct key), '{}')
    from unnest(jurisdictions) as code,
         lateral (values (code), (case when code like '%-%' then split_part(code, '-', 1) || '-*' end)) as k(key)
    where key is not null
$$;

-- What an alert offers them: its places and their countries, and "US-*" where it names the United States and no part of
-- them, and is of a kind that holds in every part. What a country forbids or offers does; who moves or launches does so
-- somewhere in it, which would be noise to all other parts.
create function alerts.places(jurisdictions_wide text[], category text) returns text[]
    language sql immutable parallel safe
as $$
    select case
        when category not in ('mining_ban', 'city_invitation') then jurisdictions_wide
        else jurisdictions_wide || array(
            select code || '-*' from unnest(jurisdictions_wide) as code
            where code not like '%-%'
              and not exists (select from unnest(jurisdictions_wide) as part where part like code || '-%'))
        end
$$;

alter table alerts.subscription
    add column words             text[] not null default '{}',
    add column word_patterns     text[] not null generated always as (alerts.word_patterns(words)) stored,
    add column jurisdiction_keys text[] not null generated always as (alerts.jurisdiction_keys(jurisdictions)) stored,
    -- Whether the endpoint is asked before it is rung (CloudEvents webhook, section 4), and since when it agrees.
    add column handshake         text   not null default 'off' check (handshake in ('off', 'optional', 'required')),
    add column agreed_at         timestamptz,
    -- Requests per minute: what the endpoint allows, what the owner wants; null is no limit.
    add column allowed_rate      integer check (allowed_rate > 0),
    add column max_per_minute    integer check (max_per_minute > 0),
    add column per_minute        integer generated always as (least(allowed_rate, max_per_minute)) stored;
-- Whether any alert has to be read for words at all.
create index subscription_words on alerts.subscription (id) where words <> '{}';

-- Whether a subscription wants an alert: the one definition. It is a plain expression, so that the planner puts it in place
-- of the call; words come last, since only they cost anything.
create function alerts.fits(s alerts.subscription, category text, status text, confidence double precision,
                            places text[], actors text[], languages text[], words text) returns boolean
    language sql immutable parallel safe
as $$
    select (s.categories = '{}' or category = any(s.categories))
       and (s.statuses = '{}' or status = any(s.statuses))
       and (s.jurisdiction_keys = '{}' or s.jurisdiction_keys && places)
       and (s.actor_keys = '{}' or s.actor_keys && actors)
       and (s.languages = '{}' or s.languages && languages)
       and s.min_confidence <= confidence
       and (s.word_patterns = '{}' or words like any(s.word_patterns))
$$;

-- A dry run judges versions as they were, in the order in which they came.
alter table alerts.alert_version add column languages text[] not null default '{}';
update alerts.alert_version v
set languages = array(select distinct tag from json_array_elements(v.body -> 'reports') as r,
                      lateral (values (r ->> 'language'), (split_part(r ->> 'language', '-', 1))) as language(tag)
                      where tag is not null order by tag);
create index alert_version_created on alerts.alert_version (created_at);

-- When a subscription whose endpoint has a rate may be rung next (GCRA). A second's worth may go at once, so that a fast
-- endpoint is not asked about one by one, and the gaps are as much longer: no minute sees more than its rate.
create table alerts.pace (
    subscription_id text collate "C" primary key references alerts.subscription on delete cascade,
    next_at         timestamptz not null,
    -- What the last asker was granted: the answer of the statement that writes it.
    granted         integer     not null
) with (fillfactor = 50);

create function alerts.burst(per_minute integer) returns integer
    language sql immutable parallel safe
as $$ select ceil(per_minute / 60.0)::integer $$;

create function alerts.gap(per_minute integer) returns interval
    language sql immutable parallel safe
as $$ select interval '1 minute' / (per_minute - alerts.burst(per_minute) + 1) $$;
