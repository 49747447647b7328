package dev.tocsin.ingest.article;

/** The statements of the article table and its names; {@link ArticleRepository} runs them. */
final class ArticleSql {
    private ArticleSql() {}

    private static final String HAS_PAGE = "(excluded.held and a.text_source = 'page')";
    private static final String ONLY_THE_SUMMARY = "(" + HAS_PAGE + " and a.title = excluded.title)";

    static final String KNOWN = """
            select n.name, a.id, a.url, a.title, a.published_at
              from ingest.article_name n join ingest.article a on a.id = n.article_id
             where n.name = any($1::text[])""";

    /** In one order for all; who learns a name at the same time waits for the other, and then knows it. */
    static final String LEARN = """
            insert into ingest.article_name (name, article_id)
            select name, article_id from unnest($1::text[], $2::text[]) as l(name, article_id) order by name
            on conflict do nothing""";

    /**
     * New articles are inserted, changed ones become a revision, all others are left alone and not returned. Only who
     * brought the present text may change it (or a caller who posts one): of two feeds that carry one article
     * differently, neither undoes the other at each poll. A summary never takes the place of what the page has told:
     * where it alone has changed (some count comments in it), the page is read again, once an hour at most.
     */
    static final String STORE = ("""
            insert into ingest.article as a
              (id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id, brought_by,
               claimed_until, held, page_due_at, text_source, text_note, traceparent)
            select id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id,
                   coalesce(feed_id, 'post'),
                   now() + case when teaser then $14::bigint else $13::bigint end * interval '1 millisecond',
                   teaser, case when teaser then now() end, case when teaser then 'summary' else 'feed' end,
                   case when teaser then 'The feed carries a summary only, and the page has not been read yet.' end,
                   $15::text
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                          $9::text[], $10::timestamptz[], $11::text[], $12::boolean[])
                as i(id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id, teaser)
             order by id
            on conflict (id) do update
              set revision = a.revision + (not %1$s)::int, title = excluded.title, fingerprint = excluded.fingerprint,
                  brought_by = excluded.brought_by, traceparent = excluded.traceparent,
                  url = case when a.text_source = 'page' then a.url else excluded.url end,
                  text = case when %2$s then a.text else excluded.text end,
                  text_sha256 = case when %2$s then a.text_sha256 else excluded.text_sha256 end,
                  text_source = case when %2$s then 'page' else excluded.text_source end,
                  text_note = case when %2$s then null else excluded.text_note end,
                  ingested_at = case when %1$s then a.ingested_at else excluded.ingested_at end,
                  claimed_until = case when %1$s then a.claimed_until else excluded.claimed_until end,
                  sent_at = case when %1$s then a.sent_at end,
                  held = excluded.held and not %2$s, page_attempts = 0,
                  page_due_at = case when %2$s then greatest(now(), a.page_read_at + interval '1 hour')
                                     else excluded.page_due_at end
              where a.fingerprint <> excluded.fingerprint
                and a.duplicate_of is null
                and (a.brought_by = excluded.brought_by or excluded.brought_by = 'post')
            returning held or sent_at is not null as waiting, a.xmax = 0 as inserted,\s""" + ArticleRepository.COLUMNS).formatted(ONLY_THE_SUMMARY, HAS_PAGE);

    static final String CLAIM_UNSENT = """
            update ingest.article set claimed_until = now() + $1::bigint * interval '1 millisecond', held = false
             where id in (select id from ingest.article
                           where sent_at is null and claimed_until < now()
                           order by claimed_until limit $2 for update skip locked)
            returning\s""" + ArticleRepository.COLUMNS;

    static final String MARK_SENT = """
            with sent as materialized (
              select a.id from ingest.article a join unnest($1::text[], $2::int[]) as s(id, revision)
                on a.id = s.id and a.revision = s.revision
               order by a.id for update of a)
            update ingest.article a set sent_at = now() from sent where a.id = sent.id""";

    /** Without its names an article would be found under them and not be there; what is still to be sent stays. */
    static final String PRUNE = """
            with old as materialized (
              select id from ingest.article
               where ingested_at < now() - $1::bigint * interval '1 millisecond'
                 and sent_at is not null and page_due_at is null
               limit $2 for update skip locked),
            names as (
              delete from ingest.article_name n using old where n.article_id = old.id)
            delete from ingest.article a using old where a.id = old.id""";
}
