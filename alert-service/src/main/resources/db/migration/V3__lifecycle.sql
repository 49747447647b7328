-- Alerts have a life: they are merged, retracted and revived as reports come, are corrected and withdrawn.

alter table alerts.alert
    add column state        text not null default 'standing' check (state in ('standing', 'merged', 'retracted')),
    -- Why it no longer stands, in words.
    add column state_reason text,
    add column merged_into  text references alerts.alert,
    -- Of all reports, each with its primary one: zh-Hans is also zh. Subscriptions filter by them.
    add column languages    text[] not null default '{}';
update alerts.alert a
set languages = array(select distinct tag from json_array_elements(a.body -> 'reports') as r,
                      lateral (values (r ->> 'language'), (split_part(r ->> 'language', '-', 1))) as language(tag)
                      order by tag);
create index alert_merged_into on alerts.alert (merged_into) where merged_into is not null;

-- The greatest revision that was heard of: reports of earlier ones are withdrawn.
create table alerts.article (
    article_id text primary key,
    revision   integer not null
);
insert into alerts.article select article_id, max(article_revision) from alerts.report group by article_id;

alter table alerts.report
    -- Null: withdrawn before it was heard, so that no alert ever told of it.
    alter column alert_id drop not null,
    -- The alert that it was first given to: the one to be revived when it has to leave the one it is with now.
    add column home_alert_id text references alerts.alert,
    -- What it is found by. Reports of before this migration have none, and are found by their alerts' neighbours only:
    -- there was no release with them.
    add column anchors       bigint[] not null default '{}',
    -- Until a later revision of its article is known.
    add column active        boolean not null default true;
update alerts.report r
set home_alert_id = alert_id,
    active = article_revision = (select revision from alerts.article a where a.article_id = r.article_id);
-- Rows come in batches and are looked for by the next one: nothing is gained by a list of what is not indexed yet.
create index report_anchors on alerts.report using gin (anchors) with (fastupdate = off);
create index report_moved on alerts.report (home_alert_id) where home_alert_id <> alert_id;

-- Who was told of an alert is told what becomes of it.
create index delivery_alert on alerts.delivery (alert_id) where alert_id is not null;

-- Alerts that a likeness of two reports ties although other reports forbid that they are one: whatever changes the one may
-- unite the two. The lesser id comes first.
create table alerts.neighbour (
    alert_id text not null references alerts.alert,
    other_id text not null references alerts.alert,
    primary key (alert_id, other_id)
);
create index neighbour_other on alerts.neighbour (other_id);

-- What the alert was found by while a version was the last one, so that one can ask what stood at any time.
alter table alerts.alert_version
    add column superseded_at      timestamptz,
    add column category           text,
    add column status             text,
    add column state              text not null default 'standing',
    add column confidence         double precision,
    add column jurisdictions_wide text[],
    add column actor_ids          text[],
    add column actor_names        text[],
    add column search_text        text,
    add column first_reported_at  timestamptz,
    add column raised_at          timestamptz;
-- Earlier versions are given the facets of the last: what they had was not kept.
update alerts.alert_version v
set category = a.category, status = a.status, confidence = a.confidence, jurisdictions_wide = a.jurisdictions_wide,
    actor_ids = a.actor_ids, actor_names = a.actor_names, search_text = a.search_text,
    first_reported_at = a.first_reported_at, raised_at = a.raised_at,
    superseded_at = (select next.created_at from alerts.alert_version next
                     where next.alert_id = v.alert_id and next.version = v.version + 1)
from alerts.alert a where a.id = v.alert_id;
alter table alerts.alert_version
    alter column category           set not null,
    alter column status             set not null,
    alter column state              drop default,
    alter column confidence         set not null,
    alter column jurisdictions_wide set not null,
    alter column actor_ids          set not null,
    alter column actor_names        set not null,
    alter column search_text        set not null,
    alter column first_reported_at  set not null,
    alter column raised_at          set not null;
create unique index alert_version_last on alerts.alert_version (alert_id) where superseded_at is null;
