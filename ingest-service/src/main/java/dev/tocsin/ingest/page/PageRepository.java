package dev.tocsin.ingest.page;

import dev.tocsin.ingest.article.Article;
import dev.tocsin.ingest.article.ArticleConfig;
import dev.tocsin.ingest.article.ArticleIngested;
import dev.tocsin.ingest.article.ArticleMaker;
import dev.tocsin.ingest.article.ArticleRepository;
import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.page.PageOutcome.NotRead;
import dev.tocsin.ingest.text.CleanText;
import dev.tocsin.ingest.text.Titles;
import dev.tocsin.ingest.text.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The articles that wait for their pages, and what becomes of them. All decisions by the database's clock. */
@ApplicationScoped
public class PageRepository {
    private static final double LATER_EACH_TIME = 5;
    /** Beyond those that are configured: of replicas that died over a page, or by it. */
    private static final int MORE_ATTEMPTS = 2;

    private final Pool pool;
    private final PageConfig config;
    private final ArticleConfig articles;

    public PageRepository(Pool pool, PageConfig config, ArticleConfig articles) {
        this.pool = pool;
        this.config = config;
        this.articles = articles;
    }

    /** @param busy hosts that this replica is asking already */
    Uni<List<DuePage>> claim(int most, Set<String> busy) {
        int attempts = config.attempts() + MORE_ATTEMPTS;
        return pool.preparedQuery(PageSql.TAKE_TURNS)
                .execute(Tuple.tuple()
                        .addLong(config.spacing().toMillis())
                        .addArrayOfString(busy.toArray(String[]::new))
                        .addInteger(most)
                        .addInteger(attempts))
                .chain(turns -> {
                    List<String> hosts = new ArrayList<>();
                    turns.forEach(row -> hosts.add(row.getString("name")));
                    return hosts.isEmpty()
                            ? Uni.createFrom().item(List.of())
                            : pool.preparedQuery(PageSql.CLAIM)
                                    .execute(Tuple.tuple()
                                            .addArrayOfString(hosts.toArray(String[]::new))
                                            .addLong(config.lease().toMillis())
                                            .addInteger(attempts))
                                    .map(rows -> {
                                        List<DuePage> due = new ArrayList<>();
                                        rows.forEach(row -> due.add(due(row)));
                                        return due;
                                    });
                });
    }

    private static DuePage due(Row row) {
        return new DuePage(
                row.getString("id"),
                row.getInteger("revision"),
                row.getString("url"),
                row.getString("page_host"),
                row.getInteger("page_attempts"),
                row.getString("title"),
                row.getString("text"),
                row.getString("traceparent"));
    }

    /** @return what is to be published of it */
    public Uni<List<ArticleIngested>> note(DuePage page, PageOutcome outcome) {
        return pause(page, outcome)
                .chain(() -> pool.withTransaction(transaction -> isDuplicate(transaction, page, outcome)
                        .chain(duplicate -> duplicate
                                ? Uni.createFrom().item(List.of())
                                : outcome instanceof PageOutcome.Read read && says(page, read)
                                        ? read(transaction, page, read)
                                        : notRead(transaction, page, outcome))));
    }

    private Uni<Void> pause(DuePage page, PageOutcome outcome) {
        return outcome.pause().isZero()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(PageSql.PAUSE)
                        .execute(Tuple.of(page.host(), outcome.pause().toMillis()))
                        .replaceWithVoid();
    }

    private static boolean says(DuePage page, PageOutcome.Read read) {
        return Words.count(read.text()) > Words.count(page.text())
                || page.text().equals(read.text());
    }

    /** Learns what the page calls itself. Another article of that name is the same one, if its title does not deny it. */
    private static Uni<Boolean> isDuplicate(SqlClient transaction, DuePage page, PageOutcome outcome) {
        if (outcome.url() == null) {
            return Uni.createFrom().item(false);
        }
        String[] names =
                ArticleMaker.names(outcome.url()).stream().map(ArticleName::id).toArray(String[]::new);
        Tuple parameters = Tuple.tuple().addArrayOfString(names).addString(page.articleId());
        return transaction
                .preparedQuery(PageSql.NAME)
                .execute(parameters)
                .chain(() -> transaction.preparedQuery(PageSql.OTHER).execute(parameters))
                .chain(others -> {
                    Iterator<Row> other = others.iterator();
                    if (!other.hasNext()) {
                        return Uni.createFrom().item(false);
                    }
                    Row row = other.next();
                    return Titles.agree(row.getString("title"), page.title())
                            ? duplicate(transaction, page, row.getString("id"))
                            : Uni.createFrom().item(false);
                });
    }

    private static Uni<Boolean> duplicate(SqlClient transaction, DuePage page, String other) {
        return transaction
                .preparedQuery(PageSql.DUPLICATE)
                .execute(Tuple.of(page.articleId(), page.revision(), other))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().item(true) // a newer revision is in its place, with a page of its own
                        : transaction
                                .preparedQuery(PageSql.RENAME)
                                .execute(Tuple.of(page.articleId(), other))
                                .replaceWith(true));
    }

    private Uni<List<ArticleIngested>> read(SqlClient transaction, DuePage page, PageOutcome.Read read) {
        String text = CleanText.cut(read.text(), Article.MAX_TEXT);
        return transaction
                .preparedQuery(PageSql.READ)
                .execute(Tuple.tuple()
                        .addString(page.articleId())
                        .addInteger(page.revision())
                        .addString(text)
                        .addString(TypedId.sha256Hex(text))
                        .addString(read.url() == null ? page.url() : read.url().toString())
                        .addLong(articles.resendAfter().toMillis()))
                .map(ArticleRepository::articles);
    }

    private Uni<List<ArticleIngested>> notRead(SqlClient transaction, DuePage page, PageOutcome outcome) {
        NotRead not = outcome instanceof NotRead told
                ? told
                : NotRead.forGood("The page shows a program no more than the feed does.");
        boolean again = not.again() && page.attempt() < config.attempts();
        Long wait =
                again ? config.retryAfter().toMillis() * (long) Math.pow(LATER_EACH_TIME, page.attempt() - 1) : null;
        return transaction
                .preparedQuery(PageSql.NOT_READ)
                .execute(Tuple.of(
                        page.articleId(),
                        page.revision(),
                        not.words(),
                        wait,
                        articles.resendAfter().toMillis()))
                .map(ArticleRepository::articles);
    }
}
