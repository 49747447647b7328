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
            "id, revision, url, title, text, text_sha256, outlet, author, language, published_at, ingested_at, feed_id, text_source, text_note";

    private static final String HAS_PAGE = "(excluded.held and a.text_source = 'page')";
    private static final String ONLY_THE_SUMMARY = "(" + HAS_PAGE + " and a.title = excluded.title)";

    private static final String KNOWN = """
            select n.name, a.id, a.url, a.title, a.published_at
              from ingest.article_name n join ingest.article a on a.id = n.article_id
             where n.name = any($1::text[])""";

    /** In one order for all; who learns a name at the same time waits for the other, and then knows it. */
    private static final String LEARN = """
            insert into ingest.article_name (name, article_id)
            select name, article_id from unnest($1::text[], $2::text[]) as l(name, article_id) order by name
            on conflict do nothing""";

    /**
     * New articles are inserted, changed ones become a revision, all others are left alone and not returned. Only who
     * brought the present text may change it (or a caller who posts one): of two feeds that carry one article
     * differently, neither undoes the other at each poll. A summary never takes the place of what the page has told:
     * where it alone has changed (some count comments in it), the page is read again, once an hour at most.
     */
    private static final String STORE = ("""
            insert into ingest.article as a
              (id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id, brought_by,
               claimed_until, held, page_due_at, text_source, text_note)
            select id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id,
                   coalesce(feed_id, 'post'),
                   now() + case when teaser then $14::bigint else $13::bigint end * interval '1 millisecond',
                   teaser, case when teaser then now() end, case when teaser then 'summary' else 'feed' end,
                   case when teaser then 'The feed carries a summary only, and the page has not been read yet.' end
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                          $9::text[], $10::timestamptz[], $11::text[], $12::boolean[])
                as i(id, url, title, text, text_sha256, fingerprint, outlet, author, language, published_at, feed_id, teaser)
             order by id
            on conflict (id) do update
              set revision = a.revision + (not %1$s)::int, title = excluded.title, fingerprint = excluded.fingerprint,
                  brought_by = excluded.brought_by,
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
            returning held or sent_at is not null as waiting, a.xmax = 0 as inserted,\s""" + COLUMNS).formatted(ONLY_THE_SUMMARY, HAS_PAGE);

    private static final String CLAIM_UNSENT = """
            update ingest.article set claimed_until = now() + $1::bigint * interval '1 millisecond', held = false
             where id in (select id from ingest.article
                           where sent_at is null and claimed_until < now()
                           order by claimed_until limit $2 for update skip locked)
            returning\s""" + COLUMNS;

    private static final String MARK_SENT = """
            with sent as materialized (
              select a.id from ingest.article a join unnest($1::text[], $2::int[]) as s(id, revision)
                on a.id = s.id and a.revision = s.revision
               order by a.id for update of a)
            update ingest.article a set sent_at = now() from sent where a.id = sent.id""";

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
     */
    public Uni<Stored> store(SqlClient transaction, List<Article> articles) {
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
            return learn(transaction, resolving.learned(), names, resolved).chain(own -> write(transaction, own));
        });
    }

    /** Names that another replica has learned meanwhile are looked up once more. */
    private static Uni<List<Article>> learn(
            SqlClient transaction, Map<String, String> learned, String[] names, List<Article> resolved) {
        if (learned.isEmpty()) {
            return Uni.createFrom().item(resolved);
        }
        return transaction
                .preparedQuery(LEARN)
                .execute(Tuple.tuple()
                        .addArrayOfString(learned.keySet().toArray(String[]::new))
                        .addArrayOfString(learned.values().toArray(String[]::new)))
                .chain(rows -> rows.rowCount() == learned.size()
                        ? Uni.createFrom().item(resolved)
                        : known(transaction, names).map(known -> new ArticleNames(known).resolve(resolved)));
    }

    private static Uni<Map<String, ArticleNames.Known>> known(SqlClient transaction, String[] names) {
        return transaction
                .preparedQuery(KNOWN)
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

    private Uni<Stored> write(SqlClient transaction, List<Article> articles) {
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
        return transaction.preparedQuery(STORE).execute(parameters).map(rows -> {
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

    public Uni<Stored> store(List<Article> articles) {
        return pool.withTransaction(connection -> store(connection, articles));
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
                    row.getString("text_note")));
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
