package dev.tocsin.ingest.feed;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.identity.TypedId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The feeds, as the operator sees them: registered, listed, deleted. Their checks are {@link
 * CheckRepository}'s, how each is doing {@link HealthRepository}'s.
 */
@ApplicationScoped
public class FeedRepository {
    /** One for all, so that ids of one millisecond are in order too. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    /** An address that a followed feed had before is known too. */
    private static final String REGISTER = """
            insert into ingest.feed (id, feed_url, title)
            select $1, $2, $3 where not exists (select from ingest.feed_alias where feed_url = $2)
            on conflict (feed_url) do nothing""";

    private static final String BY_URL = """
            select id from ingest.feed
             where feed_url = $1 or id = (select feed_id from ingest.feed_alias where feed_url = $1)
             order by feed_url <> $1 limit 1""";

    /** In one order for all, or two lists that have the same feeds would wait for each other. */
    private static final String REGISTER_ALL = """
            insert into ingest.feed (id, feed_url, title, site_url, next_check_at)
            select id, feed_url, title, site_url,
                   now() + (row_number() over (order by place) - 1) / $5::float8 * interval '1 s'
              from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality
                as r(id, feed_url, title, site_url, place)
             where not exists (select from ingest.feed_alias a where a.feed_url = r.feed_url)
               and not exists (select from ingest.feed f where f.feed_url = r.feed_url)
             order by feed_url
            on conflict (feed_url) do nothing""";

    private static final String LISTED =
            "select id, feed_url, title, site_url from ingest.feed where id > $1 order by id limit $2";

    private final Pool pool;

    public FeedRepository(Pool pool) {
        this.pool = pool;
    }

    /** A new feed is due at once. @return whether it is new */
    public Uni<Boolean> register(WebUrl url, @Nullable String title) {
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(newId(), url.toString(), title))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /**
     * Registers many in one statement; those that are new become due one after another, not all at once.
     *
     * @param perSecond how many
     * @return how many are new
     */
    public Uni<Integer> registerAll(List<NewFeed> feeds, int perSecond) {
        if (feeds.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfString(column(feeds, feed -> newId()))
                .addArrayOfString(column(feeds, feed -> feed.url().toString()))
                .addArrayOfString(column(feeds, NewFeed::title))
                .addArrayOfString(column(feeds, NewFeed::siteUrl))
                .addDouble((double) perSecond);
        return pool.preparedQuery(REGISTER_ALL).execute(columns).map(inserted -> inserted.rowCount());
    }

    /** Of the address that it has or had. */
    Uni<Optional<String>> idOf(WebUrl url) {
        return pool.preparedQuery(BY_URL)
                .execute(Tuple.of(url.toString()))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(found.iterator().next().getString(0)));
    }

    /** What a list of feeds tells of one. */
    public record Listed(
            String id,
            String feedUrl,
            @Nullable String title,
            @Nullable String siteUrl) {}

    /** In the order in which they were registered. @param after the last id of the page before, or "" */
    public Uni<List<Listed>> listed(String after, int limit) {
        return pool.preparedQuery(LISTED)
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Listed(
                                row.getString("id"),
                                row.getString("feed_url"),
                                row.getString("title"),
                                row.getString("site_url")))
                        .toList());
    }

    Uni<Boolean> delete(String id) {
        return pool.preparedQuery("delete from ingest.feed where id = $1")
                .execute(Tuple.of(id))
                .map(deleted -> deleted.rowCount() == 1);
    }

    private static String newId() {
        return TypedId.of("feed", IDS.generate());
    }

    private static String[] column(List<NewFeed> feeds, Function<NewFeed, @Nullable String> value) {
        return feeds.stream().map(value).toArray(String[]::new);
    }
}
