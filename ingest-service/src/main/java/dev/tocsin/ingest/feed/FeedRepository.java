package dev.tocsin.ingest.feed;

import com.fasterxml.uuid.Generators;
import dev.tocsin.ingest.article.TypedId;
import dev.tocsin.ingest.fetch.WebUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The feeds, as the operator sees them: registered, listed, deleted. Their checks are {@link CheckRepository}'s. */
@ApplicationScoped
public class FeedRepository {
    /** An address that a followed feed had before is known too. */
    private static final String REGISTER = """
            insert into ingest.feed (id, feed_url, title)
            select $1, $2, $3 where not exists (select from ingest.feed_alias where feed_url = $2)
            on conflict (feed_url) do nothing""";

    private static final String BY_URL = """
            select id from ingest.feed
             where feed_url = $1 or id = (select feed_id from ingest.feed_alias where feed_url = $1)
             order by feed_url <> $1 limit 1""";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;

    public FeedRepository(Mutiny.SessionFactory sessions, Pool pool) {
        this.sessions = sessions;
        this.pool = pool;
    }

    /** A new feed is due at once. @return whether it is new */
    public Uni<Boolean> register(WebUrl url, @Nullable String title) {
        String id = TypedId.of("feed", Generators.timeBasedEpochGenerator().generate());
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(id, url.toString(), title))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** By the address that it has or had. */
    Uni<Optional<FeedEntity>> byUrl(WebUrl url) {
        return pool.preparedQuery(BY_URL)
                .execute(Tuple.of(url.toString()))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : byId(found.iterator().next().getString(0)));
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
}
