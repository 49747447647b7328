package dev.tocsin.ingest.page;

import dev.tocsin.ingest.article.ArticleRepository;

/** The statements by which replicas share out the pages; {@link PageRepository} runs them. */
final class PageSql {
    private PageSql() {}

    /**
     * The hosts whose turn it is, the longest waiting first, and their turns taken, so that no two replicas and no feed's
     * check ask one at once. A statement of its own: it waits for hosts' rows, and must hold no article's meanwhile. Reads
     * the index of pages that are due, however many there are of a host.
     *
     * <p>$1 the time between two requests at one host in ms, $2 hosts that this replica is asking, $3 hosts at most, $4
     * attempts at most
     */
    static final String TAKE_TURNS = """
            with due as (
              select page_host as host, min(page_due_at) as since from ingest.article
               where page_due_at <= now() and page_attempts < $4 group by page_host),
            chosen as (
              select due.host from due left join ingest.host h on h.name = due.host
               where coalesce(greatest(h.free_at, h.closed_until), now()) <= now() and due.host <> all($2::text[])
               order by due.since limit $3)
            insert into ingest.host as h (name, free_at)
            select host, now() + $1::bigint * interval '1 ms' from chosen order by host
            on conflict (name) do update set free_at = excluded.free_at where h.free_at <= now()
            returning name""";

    /** $1 hosts, $2 the lease in ms, $3 attempts at most */
    static final String CLAIM = """
            with first as (
              select a.id from unnest($1::text[]) as t(host)
               cross join lateral (
                 select id from ingest.article
                  where page_host = t.host and page_due_at <= now() and page_attempts < $3
                  order by page_due_at limit 1 for update skip locked) a)
            update ingest.article a
               set page_due_at = now() + $2::bigint * interval '1 ms', page_attempts = a.page_attempts + 1
              from first where a.id = first.id
            returning a.id, a.revision, a.url, a.page_host, a.page_attempts, a.title, a.text, a.traceparent""";

    /** The same text as before is no news. What has been sent otherwise, or may be on its way, is a new revision. */
    static final String READ = """
            with before as (
              select id, held, text_source = 'page' and text_sha256 = $4 as same from ingest.article
               where id = $1 and revision = $2 and page_due_at is not null for update),
            read as (
              update ingest.article a
                 set text = $3, text_sha256 = $4, url = $5, text_source = 'page', text_note = null, page_due_at = null,
                     page_read_at = now(), held = false,
                     revision = revision + case when before.held or same then 0 else 1 end,
                     ingested_at = case when before.held or same then ingested_at else now() end,
                     sent_at = case when same then sent_at end,
                     claimed_until = case when same then claimed_until else now() + $6::bigint * interval '1 ms' end
                from before where a.id = before.id
              returning a.*, same)
            select\s""" + ArticleRepository.COLUMNS + " from read where not same";

    /** Held, it goes out now as it is; what came from the page once says nothing of a summary. */
    static final String NOT_READ = """
            with before as (
              select id, held from ingest.article
               where id = $1 and revision = $2 and page_due_at is not null for update),
            noted as (
              update ingest.article a
                 set text_note = case when text_source = 'page' then null else $3 end,
                     page_due_at = now() + $4::bigint * interval '1 ms', held = false,
                     claimed_until = case when before.held then now() + $5::bigint * interval '1 ms' else claimed_until end
                from before where a.id = before.id
              returning a.*, before.held as was_held)
            select\s""" + ArticleRepository.COLUMNS + " from noted where was_held";

    /** Names first, and who has them afterwards: of two that learn one name at once, the second waits, and sees. */
    static final String NAME = """
            insert into ingest.article_name (name, article_id) select name, $2 from unnest($1::text[]) as n(name) order by name
            on conflict do nothing""";

    static final String OTHER = """
            select a.id, a.title from ingest.article_name n join ingest.article a on a.id = n.article_id
             where n.name = any($1::text[]) and n.article_id <> $2 limit 1""";

    /** Not sent, it never is; sent, it stays what it was. */
    static final String DUPLICATE = """
            update ingest.article set duplicate_of = $3, page_due_at = null, held = false, sent_at = coalesce(sent_at, now())
             where id = $1 and revision = $2 and page_due_at is not null""";

    static final String RENAME = "update ingest.article_name set article_id = $2 where article_id = $1";

    /** $1 the host, $2 for how long it is left alone in ms */
    static final String PAUSE = """
            update ingest.host set closed_until = greatest(closed_until, now() + $2::bigint * interval '1 ms') where name = $1""";
}
