-- What readers say of alerts: wrong, late, or told already.

create table alerts.feedback (
    id            text primary key,
    account_id    text        not null references alerts.account,
    alert_id      text        not null,
    -- The version that stood when it was said.
    alert_version integer     not null,
    verdict       text        not null check (verdict in ('wrong', 'duplicate', 'late')),
    duplicate_of  text references alerts.alert,
    note          text,
    created_at    timestamptz not null,
    foreign key (alert_id, alert_version) references alerts.alert_version,
    check ((verdict = 'duplicate') = (duplicate_of is not null)),
    check (duplicate_of <> alert_id)
);
create index feedback_newest on alerts.feedback (created_at desc, id desc);
create index feedback_alert on alerts.feedback (alert_id, account_id);
