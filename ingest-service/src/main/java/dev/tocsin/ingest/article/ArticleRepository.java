package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.TypedId;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The article table, which is also the outbox: a row whose {@code sent_at} is null has yet to reach Kafka. Set-wise SQL
 * throughout; times that decide anything are the database's, since replicas' clocks differ.
 */
@ApplicationScoped
public class ArticleRepository {
    /** What {@link #articles} reads. */
    public static final String COLUMNS =
            "id, revision, url, title, text, text_sha256, outlet, author, language, published_at, ingested_at, feed_id, text_source, text_note, traceparent";

    /**
     * What of the given articles is new or changed.
     *
     * @param ready to be published once the transaction is committed; not what waits for its page
     * @param fresh how many were seen for the first time
     */
    public record Stored(List<ArticleIngested> ready, long fresh) {
        static final Stored NOTHING = new Stored(List.of(), 0);

        public Stored {
            ready = List.copyOf(ready);
        }

        public boolean isNew() {
            return fresh > 0 || !ready.isEmpty();
        }

        public boolean isRevised() {
            return ready.stream().anyMatch(article -> article.revision() > 1);
        }
    }

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
     * @param traceparent the trace that they came by
     */
    public Uni<Stored> store(SqlClient transaction, List<Article> articles, @Nullable String traceparent) {
        if (articles.isEmpty()) {
            return Uni.createFrom().item(Stored.NOTHING);
        }
        String[] names = articles.stream()
                .flatMap(article -> article.names().stream().map(ArticleName::id))
                .distinct()
                .toArray(String[]::new);
        return known(transaction, names).chain(known -> {
            ArticleNames resolving = new ArticleNames(known);
            List<Article> resolved = resolving.resolve(articles);
            return learn(transaction, resolving.learned(), names, resolved)
                    .chain(own -> write(transaction, own, traceparent));
        });
    }

    /** Names that another replica has learned meanwhile are looked up once more. */
    private static Uni<List<Article>> learn(
            SqlClient transaction, Map<String, String> learned, String[] names, List<Article> resolved) {
        if (learned.isEmpty()) {
            return Uni.createFrom().item(resolved);
        }
        return transaction
                .preparedQuery(ArticleSql.LEARN)
                .execute(Tuple.tuple()
                        .addArrayOfString(learned.keySet().toArray(String[]::new))
                        .addArrayOfString(learned.values().toArray(String[]::new)))
                .chain(rows -> rows.rowCount() == learned.size()
                        ? Uni.createFrom().item(resolved)
                        : known(transaction, names).map(known -> new ArticleNames(known).resolve(resolved)));
    }

    private static Uni<Map<String, ArticleNames.Known>> known(SqlClient transaction, String[] names) {
        return transaction
                .preparedQuery(ArticleSql.KNOWN)
                .execute(Tuple.tuple().addArrayOfString(names))
                .map(rows -> {
                    Map<String, ArticleNames.Known> known = new HashMap<>();
                    rows.forEach(row -> known.put(
                            row.getString("name"),
                            new ArticleNames.Known(
                                    row.getString("id"),
                                    row.getString("url"),
                                    row.getString("title"),
                                    instant(row.getOffsetDateTime("published_at")))));
                    return known;
                });
    }

    private Uni<Stored> write(SqlClient transaction, List<Article> articles, @Nullable String traceparent) {
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
        parameters.addArrayOfBoolean(sorted.stream().map(Article::teaser).toArray(Boolean[]::new));
        parameters.addLong(config.resendAfter().toMillis());
        parameters.addLong(config.pageWait().toMillis());
        parameters.addString(traceparent);
        return transaction.preparedQuery(ArticleSql.STORE).execute(parameters).map(rows -> {
            List<ArticleIngested> stored = articles(rows);
            Set<String> waiting = new HashSet<>();
            long fresh = 0;
            for (Row row : rows) {
                fresh += row.getBoolean("inserted") ? 1 : 0;
                if (row.getBoolean("waiting")) {
                    waiting.add(row.getString("id"));
                }
            }
            return new Stored(
                    stored.stream()
                            .filter(article -> !waiting.contains(article.articleId()))
                            .toList(),
                    fresh);
        });
    }

    public Uni<Stored> store(List<Article> articles, @Nullable String traceparent) {
        return pool.withTransaction(connection -> store(connection, articles, traceparent));
    }

    /** An article as it stands, by its id or any that it would have had by another name. */
    Uni<Optional<ArticleIngested>> find(String articleId) {
        return pool.preparedQuery("select " + COLUMNS + """
                         from ingest.article
                        where id = coalesce((select article_id from ingest.article_name where name = $1), $1)""")
                .execute(Tuple.of(articleId))
                .map(rows -> articles(rows).stream().findFirst());
    }

    /** Articles that the straight way left behind, taken by this replica for a while. */
    Uni<List<ArticleIngested>> claimUnsent() {
        return pool.preparedQuery(ArticleSql.CLAIM_UNSENT)
                .execute(Tuple.of(config.resendAfter().toMillis(), config.resendBatch()))
                .map(ArticleRepository::articles);
    }

    /** A revision that came in between stays unsent. */
    Uni<Void> markSent(List<ArticleIngested> sent) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(sent.stream().map(ArticleIngested::articleId).toArray(String[]::new))
                .addArrayOfInteger(sent.stream().map(ArticleIngested::revision).toArray(Integer[]::new));
        return pool.preparedQuery(ArticleSql.MARK_SENT).execute(parameters).replaceWithVoid();
    }

    /**
     * Forgets articles that are past {@link ArticleConfig#retention}.
     *
     * @return how many; fewer than {@code most} when there are no more
     */
    Uni<Integer> prune(int most) {
        return pool.preparedQuery(ArticleSql.PRUNE)
                .execute(Tuple.of(config.retention().toMillis(), most))
                .map(RowSet::rowCount);
    }

    private static String[] column(List<Article> articles, Function<Article, @Nullable String> column) {
        return articles.stream().map(column).toArray(String[]::new);
    }

    /** @param rows with all of {@link #COLUMNS} */
    public static List<ArticleIngested> articles(RowSet<Row> rows) {
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
                    row.getString("feed_id"),
                    row.getString("text_source"),
                    row.getString("text_note"),
                    row.getString("traceparent")));
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
