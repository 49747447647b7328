package dev.tocsin.ingest.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Feeds that have been saying for long enough, to the last good answer, that they moved for good. The old address stays as an alias; where the new
 * one is followed already, the feed that moved there ends.
 */
@ApplicationScoped
public class MoveRepository {
    private static final int AT_ONCE = 500;

    private static final String MOVED = """
            with moved as (
              select distinct on (moved_to) id, feed_url, moved_to,
                     (select o.id from ingest.feed o where o.feed_url = f.moved_to) as already
                from ingest.feed f
               where moved_to is not null and moved_since <= now() - $1::bigint * interval '1 ms' and not disabled
                 -- Failures say nothing of a move, so neither does the time that went by with them.
                 and moved_since <= last_success_at - $1::bigint * interval '1 ms'
                 and moved_to <> feed_url
                 -- Where no feed is checked any more, none may end in favour of it.
                 and not exists (select from ingest.feed o where o.feed_url = f.moved_to and o.disabled)
               order by moved_to, id limit\s""" + AT_ONCE + ")";

    private static final String END_DOUBLES = MOVED + """
            update ingest.feed f
               set disabled = true, lease = null, last_error_kind = 'moved',
                   last_error = 'This feed has moved for good to ' || moved.moved_to || ', which is followed as '
                                || moved.already || ', so it is no longer checked here. Delete it.'
              from moved where f.id = moved.id and moved.already is not null""";

    private static final String REWRITE = MOVED + """
            , kept as (
              insert into ingest.feed_alias (feed_url, feed_id) select feed_url, id from moved where already is null
              on conflict (feed_url) do update set feed_id = excluded.feed_id),
            returned as (delete from ingest.feed_alias a using moved where a.feed_url = moved.moved_to)
            update ingest.feed f
               set feed_url = moved.moved_to, first_url = coalesce(f.first_url, f.feed_url),
                   moved_to = null, moved_since = null
              from moved where f.id = moved.id and moved.already is null""";

    private final Pool pool;
    private final FeedConfig config;

    public MoveRepository(Pool pool, FeedConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** @return how many feeds have a new address now */
    public Uni<Integer> believeMoves() {
        Tuple age = Tuple.of(config.believeMoveAfter().toMillis());
        return pool.withTransaction(connection -> connection
                .preparedQuery(END_DOUBLES)
                .execute(age)
                .chain(ended -> connection.preparedQuery(REWRITE).execute(age))
                .map(rewritten -> rewritten.rowCount()));
    }
}
