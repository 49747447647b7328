package dev.tocsin.ingest.page;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleConfig;
import dev.tocsin.ingest.article.ArticleIngested;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.ArticleRepository;
import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.page.PageOutcome.NotRead;
import dev.tocsin.ingest.text.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The articles that wait for their pages, and what becomes of them. All decisions by the database's clock. */
@ApplicationScoped
public class PageRepository {
    /**
     * The longest waiting of each host whose turn it is; the host's turn is taken with the claim, so that no two replicas
     * and no feed's check ask one host at once. An index scan over those that are due, whatever else the table holds.
     *
     * <p>$1 the time between two requests at one host, $2 the lease, both in ms
     */
    private static final String CLAIM = """
            with due as materialized (
              select id, substring(url from '^https?://(\\[[^]]*\\]|[^/:?]+)') as host, page_due_at from ingest.article
               where page_due_at <= now()
               order by page_due_at limit 500 for update skip locked),
            first as (
              select distinct on (host) id, host from due
                left join ingest.host h on h.name = due.host
               where coalesce(greatest(h.free_at, h.closed_until), now()) <= now()
               order by host, page_due_at),
            chosen as (select id, host from first order by host limit %d),
            turns as (
              insert into ingest.host as h (name, free_at)
              select host, now() + $1::bigint * interval '1 ms' from chosen order by host
              on conflict (name) do update set free_at = excluded.free_at where h.free_at <= now()
              returning name)
            update ingest.article a
               set page_due_at = now() + $2::bigint * interval '1 ms', page_attempts = a.page_attempts + 1
              from chosen join turns on turns.name = chosen.host
             where a.id = chosen.id
            returning a.id, a.revision, a.url, a.page_attempts, a.text""";

    /** What has been sent as a summary, or may be on its way, is a new revision; what was held is not. */
    private static final String READ = """
            update ingest.article
               set text = $3, text_sha256 = $4, url = $5, text_source = 'page', text_note = null, page_due_at = null,
                   revision = revision + case when held then 0 else 1 end,
                   ingested_at = case when held then ingested_at else now() end,
                   held = false, sent_at = null, claimed_until = now() + $6::bigint * interval '1 ms'
             where id = $1 and revision = $2 and page_due_at is not null
            returning\s""" + ArticleRepository.COLUMNS;

    /** Held, it goes out now as it is. */
    private static final String NOT_READ = """
            with before as (select id, held from ingest.article where id = $1 and revision = $2 for update),
            noted as (
              update ingest.article a
                 set text_note = $3, page_due_at = now() + $4::bigint * interval '1 ms', held = false,
                     claimed_until = case when before.held then now() + $5::bigint * interval '1 ms' else claimed_until end
                from before where a.id = before.id and page_due_at is not null
              returning a.*, before.held as was_held)
            select * from noted where was_held""";

    private static final String OTHER = """
            select article_id from ingest.article_name where name = any($1::text[]) and article_id <> $2 limit 1""";

    private static final String NAME = """
            insert into ingest.article_name (name, article_id) select name, $2 from unnest($1::text[]) as n(name) order by name
            on conflict do nothing""";

    /** Not sent, it never is; sent, it stays what it was. */
    private static final String DUPLICATE = """
            update ingest.article set duplicate_of = $3, page_due_at = null, held = false, sent_at = coalesce(sent_at, now())
             where id = $1 and revision = $2 and page_due_at is not null""";

    private static final String RENAME = "update ingest.article_name set article_id = $2 where article_id = $1";

    private final Pool pool;
    private final PageConfig config;
    private final ArticleConfig articles;

    public PageRepository(Pool pool, PageConfig config, ArticleConfig articles) {
        this.pool = pool;
        this.config = config;
        this.articles = articles;
    }

    /** @param most written into the statement: few different ones */
    Uni<List<DuePage>> claim(int most) {
        return pool.preparedQuery(CLAIM.formatted(most))
                .execute(Tuple.of(config.spacing().toMillis(), config.lease().toMillis()))
                .map(rows -> {
                    List<DuePage> due = new ArrayList<>();
                    rows.forEach(row -> due.add(new DuePage(
                            row.getString("id"),
                            row.getInteger("revision"),
                            row.getString("url"),
                            row.getInteger("page_attempts"),
                            row.getString("text"))));
                    return due;
                });
    }

    /** @return what is to be published of it */
    public Uni<List<ArticleIngested>> note(DuePage page, PageOutcome outcome) {
        if (outcome instanceof NotRead not) {
            return notRead(page, not);
        }
        PageOutcome.Read read = (PageOutcome.Read) outcome;
        if (Words.count(read.text()) <= Words.count(page.summary())) {
            return notRead(page, new NotRead("The page shows a program no more than the feed does.", false));
        }
        return pool.withTransaction(transaction -> read(transaction, page, read));
    }

    private Uni<List<ArticleIngested>> read(SqlClient transaction, DuePage page, PageOutcome.Read read) {
        String text = read.text().length() > Article.MAX_TEXT ? Article.cut(read.text()) : read.text();
        String[] names = read.url() == null
                ? new String[0]
                : ArticleMaker.names(read.url()).stream().map(ArticleName::id).toArray(String[]::new);
        return transaction
                .preparedQuery(OTHER)
                .execute(Tuple.tuple().addArrayOfString(names).addString(page.articleId()))
                .chain(others -> {
                    if (others.iterator().hasNext()) {
                        String other = others.iterator().next().getString(0);
                        return duplicate(transaction, page, other);
                    }
                    return transaction
                            .preparedQuery(NAME)
                            .execute(Tuple.tuple().addArrayOfString(names).addString(page.articleId()))
                            .chain(() -> transaction
                                    .preparedQuery(READ)
                                    .execute(Tuple.tuple()
                                            .addString(page.articleId())
                                            .addInteger(page.revision())
                                            .addString(text)
                                            .addString(TypedId.sha256Hex(text.getBytes(StandardCharsets.UTF_8)))
                                            .addString(
                                                    read.url() == null
                                                            ? page.url()
                                                            : read.url().toString())
                                            .addLong(articles.resendAfter().toMillis())))
                            .map(ArticleRepository::articles);
                });
    }

    private static Uni<List<ArticleIngested>> duplicate(SqlClient transaction, DuePage page, String other) {
        return transaction
                .preparedQuery(DUPLICATE)
                .execute(Tuple.of(page.articleId(), page.revision(), other))
                .chain(() -> transaction.preparedQuery(RENAME).execute(Tuple.of(page.articleId(), other)))
                .replaceWith(List.of());
    }

    private Uni<List<ArticleIngested>> notRead(DuePage page, NotRead not) {
        boolean again = not.again() && page.attempt() < config.attempts();
        Long wait = again ? config.retryAfter().toMillis() * (long) Math.pow(5, page.attempt() - 1) : null;
        return pool.preparedQuery(NOT_READ)
                .execute(Tuple.of(
                        page.articleId(),
                        page.revision(),
                        not.words(),
                        wait,
                        articles.resendAfter().toMillis()))
                .map(ArticleRepository::articles);
    }
}
