package dev.tocsin.ingest.feed;

import com.fasterxml.uuid.Generators;
import dev.tocsin.ingest.article.TypedId;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The feeds. Single ones go through Hibernate Reactive; claims and results of checks, which run concurrently and
 * set-wise, through the plain reactive client.
 */
@ApplicationScoped
public class FeedRepository {
    private static final String REGISTER =
            "insert into ingest.feed (id, feed_url, title) values ($1, $2, $3) on conflict (feed_url) do nothing";

    /** One statement: replicas that claim at once skip each other's rows, and the lease is the row's own due time. */
    private static final String CLAIM_DUE = """
            update ingest.feed set next_check_at = now() + $1::bigint * interval '1 millisecond'
             where id in (select id from ingest.feed
                           where not disabled and next_check_at <= now()
                           order by next_check_at limit $2 for update skip locked)
            returning id, feed_url, title, etag, last_modified, consecutive_errors""";

    private static final String COMPLETE = """
            update ingest.feed
               set last_checked_at = now(),
                   last_success_at = case when $2::text is null then now() else last_success_at end,
                   consecutive_errors = case when $2::text is null then 0 else consecutive_errors + 1 end,
                   last_error = $2,
                   disabled = $3,
                   etag = case when $4 then $5 else coalesce($5, etag) end,
                   last_modified = case when $4 then $6 else coalesce($6, last_modified) end,
                   title = coalesce(title, $7),
                   site_url = coalesce($8, site_url),
                   next_check_at = now() + $9::bigint * interval '1 millisecond'
             where id = $1""";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final FeedConfig config;

    public FeedRepository(Mutiny.SessionFactory sessions, Pool pool, FeedConfig config) {
        this.sessions = sessions;
        this.pool = pool;
        this.config = config;
    }

    /** A feed whose turn it is. */
    public record DueFeed(
            String id, String feedUrl, @Nullable String title, Validators validators, int consecutiveErrors) {}

    /** A new feed is due at once. @return whether it is new */
    public Uni<Boolean> register(WebUrl url, @Nullable String title) {
        String id = TypedId.of("feed", Generators.timeBasedEpochGenerator().generate());
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(id, url.toString(), title))
                .map(inserted -> inserted.rowCount() == 1);
    }

    Uni<Optional<FeedEntity>> byUrl(WebUrl url) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from FeedEntity where feedUrl = :url", FeedEntity.class)
                        .setParameter("url", url.toString())
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Optional<FeedEntity>> byId(String id) {
        return sessions.withSession(session -> session.find(FeedEntity.class, id))
                .map(Optional::ofNullable);
    }

    /** In the order in which they were registered. @param after the last id of the page before, or "" */
    Uni<List<FeedEntity>> list(String after, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                        "from FeedEntity where id > :after order by id", FeedEntity.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList());
    }

    Uni<Boolean> delete(String id) {
        return sessions.withTransaction(session -> session.createMutationQuery("delete from FeedEntity where id = :id")
                        .setParameter("id", id)
                        .executeUpdate())
                .map(deleted -> deleted == 1);
    }

    public Uni<List<DueFeed>> claimDue(int limit) {
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(config.lease().toMillis(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new DueFeed(
                                row.getString("id"),
                                row.getString("feed_url"),
                                row.getString("title"),
                                new Validators(row.getString("etag"), row.getString("last_modified")),
                                row.getInteger("consecutive_errors")))
                        .toList());
    }

    /** Part of the caller's transaction. @return false when the feed was deleted in the meantime */
    public Uni<Boolean> complete(SqlClient transaction, String feedId, CheckResult result) {
        Tuple parameters = Tuple.tuple()
                .addString(feedId)
                .addString(result.error())
                .addBoolean(result.disabled())
                .addBoolean(result.forgetValidators())
                .addString(result.validators().etag())
                .addString(result.validators().lastModified())
                .addString(result.title())
                .addString(result.siteUrl())
                .addLong(result.nextCheckIn().toMillis());
        return transaction.preparedQuery(COMPLETE).execute(parameters).map(updated -> updated.rowCount() == 1);
    }
}
