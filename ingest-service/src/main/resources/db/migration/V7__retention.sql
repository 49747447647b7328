-- Pruning reads what came first: rows lie on the disk nearly in that order, so a few bytes a page find it.
create index article_ingested on ingest.article using brin (ingested_at) with (pages_per_range = 32, autosummarize = on);
