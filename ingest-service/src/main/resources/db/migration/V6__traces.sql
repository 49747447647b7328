-- The trace that an article belongs to, as W3C Trace Context writes it: the row waits for the broker, so what is sent
-- later can still be told from what it came of. Null while tracing is off. A column without a default changes the catalogue
-- only, however many rows there are, and who does not know it writes as before.
alter table ingest.article add column traceparent text;
