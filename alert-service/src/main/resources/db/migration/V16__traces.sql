-- The trace of the report that a version came of, as W3C Trace Context writes it: its deliveries wait in their queue, and
-- their tries belong to it. It stands with the version and not with each delivery, of which there are thousands to one
-- version. Null while tracing is off. A column without a default changes the catalogue only, however many rows there are, and
-- who does not know it writes as before.
alter table alerts.alert_version add column traceparent text;
