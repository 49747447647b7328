package dev.tocsin.ingest.article;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The article table, which is also the outbox: a row whose {@code sent_at} is null has yet to reach Kafka. Set-wise SQL
 * throughout; times that decide anything are the database's, since replicas' clocks differ.
 */
@ApplicationScoped
public class ArticleRepository {
    private static final String COLUMNS =
            "id, revision, url, title, text, text_sha256, outlet, author, language, published_at, ingested_at, feed_id";
    /**
     * New articles are inserted, changed ones become a revision, all others are left alone and not returned. Only who
     * brought the present text may change it (or a caller who posts one): of two feeds that carry one article
     * differently, neither undoes the other at each poll.
     */
    private static final String STORE = """
            insert into ingest.article as a
              (id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id, brought_by, claimed_until)
            select id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id,
                   coalesce(feed_id, 'post'), now() + $12::bigint * interval '1 millisecond'
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                          $9::text[], $10::timestamptz[], $11::text[])
                as i(id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id)
             order by id
            on conflict (id) do update
              set revision = a.revision + 1, title = excluded.title, text = excluded.text,
                  text_sha256 = excluded.text_sha256, fingerprint = excluded.fingerprint,
                  brought_by = excluded.brought_by, ingested_at = excluded.ingested_at,
                  claimed_until = excluded.claimed_until, sent_at = null
              where a.fingerprint <> excluded.fingerprint
                and (a.brought_by = excluded.brought_by or excluded.brought_by = 'post')
            returning\s""" + COLUMNS;

    private static final String CLAIM_UNSENT = """
            update ingest.article set claimed_until = now() + $1::bigint * interval '1 millisecond'
             where id in (select id from ingest.article
                           where sent_at is null and claimed_until < now()
                           order by claimed_until limit $2 for update skip locked)
            returning\s""" + COLUMNS;

    private static final String MARK_SENT = """
            update ingest.article a set sent_at = now()
              from unnest($1::text[], $2::int[]) as s(id, revision)
             where a.id = s.id and a.revision = s.revision""";

    private final Pool pool;
    private final ArticleConfig config;

    public ArticleRepository(Pool pool, ArticleConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Part of the caller's transaction.
     *
     * @param articles none twice
     * @return what is new or changed, to be published once the transaction is committed
     */
    public Uni<List<ArticleIngested>> store(SqlClient transaction, List<Article> articles) {
        if (articles.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        // One order for all: two replicas that store the same articles wait for each other instead of deadlocking.
        List<Article> sorted = articles.stream()
                .sorted(Comparator.comparing(Article::articleId))
                .toList();
        Tuple parameters = Tuple.tuple();
        List<Function<Article, @Nullable String>> texts = List.of(
                Article::articleId,
                Article::url,
                Article::title,
                Article::text,
                article -> TypedId.sha256Hex(article.text()),
                Article::fingerprint,
                Article::outlet,
                Article::author,
                Article::language);
        texts.forEach(column -> parameters.addArrayOfString(column(sorted, column)));
        parameters.addArrayOfOffsetDateTime(
                sorted.stream().map(article -> utc(article.publishedAt())).toArray(OffsetDateTime[]::new));
        parameters.addArrayOfString(column(sorted, Article::feedId));
        parameters.addLong(config.resendAfter().toMillis());
        return transaction.preparedQuery(STORE).execute(parameters).map(ArticleRepository::articles);
    }

    public Uni<List<ArticleIngested>> store(List<Article> articles) {
        return pool.withTransaction(connection -> store(connection, articles));
    }

    /** The present revision of an article, if we have it. */
    Uni<Optional<Integer>> revision(String articleId) {
        return pool.preparedQuery("select revision from ingest.article where id = $1")
                .execute(Tuple.of(articleId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger(0))
                        .findFirst());
    }

    /** Articles that the straight way left behind, taken by this replica for a while. */
    Uni<List<ArticleIngested>> claimUnsent() {
        return pool.preparedQuery(CLAIM_UNSENT)
                .execute(Tuple.of(config.resendAfter().toMillis(), config.resendBatch()))
                .map(ArticleRepository::articles);
    }

    /** A revision that came in between stays unsent. */
    Uni<Void> markSent(List<ArticleIngested> sent) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(sent.stream().map(ArticleIngested::articleId).toArray(String[]::new))
                .addArrayOfInteger(sent.stream().map(ArticleIngested::revision).toArray(Integer[]::new));
        return pool.preparedQuery(MARK_SENT).execute(parameters).replaceWithVoid();
    }

    private static String[] column(List<Article> articles, Function<Article, @Nullable String> column) {
        return articles.stream().map(column).toArray(String[]::new);
    }

    private static List<ArticleIngested> articles(RowSet<Row> rows) {
        List<ArticleIngested> articles = new ArrayList<>();
        for (Row row : rows) {
            articles.add(new ArticleIngested(
                    row.getString("id"),
                    row.getInteger("revision"),
                    row.getString("url"),
                    row.getString("title"),
                    row.getString("text"),
                    row.getString("text_sha256"),
                    row.getString("outlet"),
                    row.getString("author"),
                    row.getString("language"),
                    instant(row.getOffsetDateTime("published_at")),
                    row.getOffsetDateTime("ingested_at").toInstant(),
                    row.getString("feed_id")));
        }
        return articles;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
