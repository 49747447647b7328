-- Schema "alerts" of alert-service. Documents are "json", not "jsonb": they are shown as they were written, with
-- the properties in the documented order; what is searched for stands in columns.

create table alerts.account (
    id         text primary key,
    name       text        not null,
    created_at timestamptz not null
);

-- The account of the operator, whose key is configured and not stored.
insert into alerts.account values ('acc_00000000000000000000000000', 'Operator', now());

create table alerts.api_key (
    id           text primary key,
    account_id   text        not null references alerts.account,
    name         text        not null,
    prefix       text        not null,
    -- SHA-256 of the key. A key carries 256 random bits, so a slow hash would add nothing.
    hash         bytea       not null unique,
    role         text        not null check (role in ('operator', 'owner', 'reader')),
    created_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_key_account on alerts.api_key (account_id);

-- One real-world event. "body" is the document as subscribers see it; the columns beside it are for finding it.
create table alerts.alert (
    id                 text primary key,
    version            integer          not null,
    category           text             not null,
    status             text             not null,
    confidence         double precision not null,
    title              text             not null,
    jurisdictions      text[]           not null,
    -- With every parent: US-FL is also US.
    jurisdictions_wide text[]           not null,
    actor_ids          text[]           not null,
    -- Normalised: lower case, compatibility forms folded.
    actor_names        text[]           not null,
    from_code          text,
    to_code            text,
    -- The days that the reports speak of, first to last; of identity, not for display.
    occurred_from      date             not null,
    occurred_to        date             not null,
    first_reported_at  timestamptz      not null,
    last_reported_at   timestamptz      not null,
    raised_at          timestamptz      not null,
    updated_at         timestamptz      not null,
    -- Lower-cased title, actors, places and quotes, searched by containment: works alike for English and Chinese
    -- (PostgreSQL's own parser does not cut Chinese into words), at the price of reading every row that the other
    -- filters leave.
    search_text        text             not null,
    body               json             not null
);
create index alert_newest on alerts.alert (raised_at desc, id desc);
create index alert_category on alerts.alert (category, raised_at desc, id desc);
create index alert_status on alerts.alert (status, raised_at desc, id desc);
create index alert_first_reported on alerts.alert (first_reported_at);
create index alert_confidence on alerts.alert (confidence);
create index alert_window on alerts.alert (category, occurred_to, occurred_from);
create index alert_jurisdictions on alerts.alert using gin (jurisdictions_wide);
create index alert_actor_ids on alerts.alert using gin (actor_ids);
create index alert_actor_names on alerts.alert using gin (actor_names);

-- What was said of an alert, when: never changed, so that a delivery can say again exactly what it said before.
create table alerts.alert_version (
    alert_id   text        not null references alerts.alert,
    version    integer     not null,
    type       text        not null,
    body       json        not null,
    created_at timestamptz not null,
    primary key (alert_id, version)
);

create table alerts.report (
    id               text primary key,
    alert_id         text        not null references alerts.alert,
    article_id       text        not null,
    article_revision integer     not null,
    category         text        not null,
    body             json        not null,
    received_at      timestamptz not null
);
create index report_alert on alerts.report (alert_id);
create index report_article on alerts.report (article_id);
