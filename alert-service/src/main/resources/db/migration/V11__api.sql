-- What the API has promised to remember, and what its questions are answered from.

-- POSTs that came with an Idempotency-Key. "claimed" is being done, by the one with the claim, until its lease ends at the
-- latest; "answered" has its answer.
create table alerts.idempotency (
    account_id  text collate "C" not null,
    key         text collate "C" not null,
    -- SHA-256 of method, path, query and body.
    fingerprint bytea            not null check (length(fingerprint) = 32),
    state       text             not null default 'claimed' check (state in ('claimed', 'answered')),
    claim_id    uuid             not null,
    lease_until timestamptz      not null,
    created_at  timestamptz      not null,
    status      integer,
    headers     text,
    -- Sealed (Vault.java): an answer may show a secret, once.
    body        bytea,
    primary key (account_id, key),
    check ((state = 'answered') = (status is not null and headers is not null and body is not null))
);
create index idempotency_oldest on alerts.idempotency (created_at);

-- A text as it is looked for in an index: all of its pieces of one, two and three characters without blanks. It works alike
-- for scripts with blanks between words and without, and needs no extension. Pieces.java cuts in the same way.
create function alerts.pieces(folded text) returns text[]
    language sql immutable parallel safe
as $$
    select coalesce(array_agg(distinct piece), '{}')
    from (select a, lead(a) over at as b, lead(a, 2) over at as c
          from unnest(string_to_array(folded collate "C", null)) with ordinality as t(a, place) window at as (order by place)) s,
         lateral (values (a), (a || b), (a || b || c)) as p(piece)
    where piece is not null and piece !~ '[ \t\n\v\f\r]'
$$;

-- What the alert, or any version of it, is or was found by: pieces of its text, "place:US", "actor:canaan". So it says where
-- to look, and not what is there: what was asked for is compared with the row itself. One list for now and then spares the
-- versions, of which there are more, an index of their own.
alter table alerts.alert add column found_by text[] collate "C" not null default '{}';
update alerts.alert a
set found_by = array(
    select distinct part from alerts.alert_version v,
           unnest(alerts.pieces(v.search_text) || array(select 'place:' || code from unnest(v.jurisdictions_wide) as code)
                  || array(select 'actor:' || actor from unnest(v.actor_ids || v.actor_names) as actor)) as part
    where v.alert_id = a.id);
-- What is not sorted in yet is read by every question: little of it.
create index alert_found_by on alerts.alert using gin (found_by) with (gin_pending_list_limit = 512);

-- Changes in their order: one transaction at a time makes them, and its time is read when its turn has come.
create index alert_changed on alerts.alert (updated_at, id);
-- The rare states.
create index alert_state on alerts.alert (state, raised_at desc, id desc);
-- Skipping what is too new, too unsure or of another kind reads the index, not the rows.
drop index alerts.alert_newest, alerts.alert_version_newest;
create index alert_newest on alerts.alert (raised_at, id)
    include (first_reported_at, category, status, state, confidence);
create index alert_version_newest on alerts.alert_version (raised_at, alert_id)
    include (first_reported_at, category, status, state, confidence, version, created_at, superseded_at);
-- Found long after it was first reported (AlertListing.java): of what was reported until a time the rest was raised soon
-- after. PostgreSQL is told to count how few these are, or it would not take their index.
create index alert_found_late on alerts.alert (raised_at, id)
    include (first_reported_at, category, status, state, confidence)
    where raised_at - first_reported_at > interval '2 days';
create statistics alerts.alert_delay on (raised_at - first_reported_at) from alerts.alert;
create index alert_version_found_late on alerts.alert_version (raised_at, alert_id)
    include (first_reported_at, category, status, state, confidence, version, created_at, superseded_at)
    where raised_at - first_reported_at > interval '2 days';
create statistics alerts.alert_version_delay on (raised_at - first_reported_at) from alerts.alert_version;
create index alert_version_confidence on alerts.alert_version (confidence);
create index alert_version_first_reported on alerts.alert_version (first_reported_at);
create index alert_version_status on alerts.alert_version (status, raised_at desc, alert_id desc);
create index alert_version_category on alerts.alert_version (category, raised_at desc, alert_id desc);
