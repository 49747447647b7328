-- What was known at a time is listed as alerts are, newest first.
create index alert_version_newest on alerts.alert_version (raised_at desc, alert_id desc);
