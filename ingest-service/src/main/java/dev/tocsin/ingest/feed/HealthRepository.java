package dev.tocsin.ingest.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How each feed is doing, and all of them together. Nothing here is asked for by a check. */
@ApplicationScoped
public class HealthRepository {
    /** The one place where it is decided: in the order of {@link FeedState}. */
    private static final String STATE = """
            case when f.disabled then 'disabled'
                 when f.lastCheckedAt is null then 'new'
                 when f.missingSince < :missing then 'missing'
                 when f.lastErrorKind = 'rate_limited' or h.closedUntil > :now then 'waiting'
                 when f.lastError is not null then 'failing'
                 when f.silentSince is not null then 'silent'
                 else 'ok' end""";

    private static final String FEEDS =
            "select f, " + STATE + ", h.closedUntil from FeedEntity f left join HostEntity h on h.name = f.host ";

    private static final String COUNTS = "select s.state, count(*) from (select " + STATE
            + " as state from FeedEntity f left join HostEntity h on h.name = f.host) s group by s.state";

    /**
     * Only a feed without trouble falls silent, and only news ends its silence. Locked rows are being noted: they are
     * looked at the next time.
     *
     * <p>$1 usual gaps that may pass, $2 for how long any feed may be quiet in ms, $3 the same at most; all as in
     * {@link Silence}. One feed's overflow would end the statement for all: hence the cap, and a floating product.
     */
    private static final String LISTEN = """
            with heard as (
              select id, silent_since is null as falls from ingest.feed f,
                     lateral (select usual_gap_ms is not null and coalesce(last_news_at
                       < now() - least(greatest(usual_gap_ms::float8 * $1::bigint, $2::bigint), $3::bigint)
                                 * interval '1 ms', false) as quiet) q
               where case when silent_since is null then quiet and last_error is null and not disabled else not quiet end
               limit 1000 for update of f skip locked)
            update ingest.feed f set silent_since = case when falls then now() end
              from heard where f.id = heard.id
            returning f.id, f.silent_since is not null as silent, f.last_news_at""";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final FeedConfig config;
    private final Clock clock;

    public HealthRepository(Mutiny.SessionFactory sessions, Pool pool, FeedConfig config, Clock clock) {
        this.sessions = sessions;
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** @param closedUntil until when its host is left alone; may be past */
    record Standing(
            FeedEntity feed, FeedState state, @Nullable OffsetDateTime closedUntil) {
        private static Standing of(Object[] row) {
            return new Standing((FeedEntity) row[0], FeedState.of((String) row[1]), (OffsetDateTime) row[2]);
        }
    }

    /**
     * A feed that fell silent, or speaks again.
     *
     * @param lastNewsAt null where a feed that was silent has no rhythm any more
     */
    public record Turn(
            String feedId, boolean silent, @Nullable Instant lastNewsAt) {}

    Uni<Optional<Standing>> byId(String id) {
        return sessions.withSession(
                session -> asOfNow(session.createSelectionQuery(FEEDS + "where f.id = :id", Object[].class))
                        .setParameter("id", id)
                        .getSingleResultOrNull()
                        .map(row -> Optional.ofNullable(row).map(Standing::of)));
    }

    /**
     * In the order in which they were registered.
     *
     * @param after the last id of the page before, or ""
     * @param state null for all
     */
    Uni<List<Standing>> list(String after, @Nullable FeedState state, int limit) {
        String which = "where f.id > :after" + (state == null ? "" : " and " + STATE + " = :state") + " order by f.id";
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<Object[]> query = asOfNow(session.createSelectionQuery(FEEDS + which, Object[].class))
                    .setParameter("after", after)
                    .setMaxResults(limit);
            return (state == null ? query : query.setParameter("state", state.word()))
                    .getResultList()
                    .map(rows -> rows.stream().map(Standing::of).toList());
        });
    }

    /** Those that somebody should look at: who has failed most often in a row, then who has been silent longest. */
    Uni<List<Standing>> worst(int limit) {
        return sessions.withSession(session -> asOfNow(session.createSelectionQuery(
                        FEEDS + "where " + STATE + " in ('missing', 'waiting', 'failing', 'silent')"
                                + " order by f.consecutiveErrors desc, f.silentSince asc, f.id",
                        Object[].class))
                .setMaxResults(limit)
                .getResultList()
                .map(rows -> rows.stream().map(Standing::of).toList()));
    }

    /** How many feeds are in each state; zeros are said. */
    public Uni<Map<FeedState, Long>> counts() {
        return sessions.withSession(session -> asOfNow(session.createSelectionQuery(COUNTS, Object[].class))
                .getResultList()
                .map(rows -> {
                    Map<FeedState, Long> counts = new EnumMap<>(FeedState.class);
                    for (FeedState state : FeedState.values()) {
                        counts.put(state, 0L);
                    }
                    rows.forEach(row -> counts.put(FeedState.of((String) row[0]), (Long) row[1]));
                    return counts;
                }));
    }

    /** @return who fell silent or spoke again since the last call, whichever replica made it */
    public Uni<List<Turn>> listen(Silence silence) {
        return pool.preparedQuery(LISTEN)
                .execute(Tuple.of((long) silence.factor(), silence.floor().toMillis(), Silence.LONGEST.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HealthRepository::turn)
                        .toList());
    }

    private static Turn turn(Row row) {
        OffsetDateTime lastNewsAt = row.getOffsetDateTime("last_news_at");
        return new Turn(
                row.getString("id"), row.getBoolean("silent"), lastNewsAt == null ? null : lastNewsAt.toInstant());
    }

    private <R> Mutiny.SelectionQuery<R> asOfNow(Mutiny.SelectionQuery<R> query) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return query.setParameter("missing", now.minus(config.missingAfter())).setParameter("now", now);
    }
}
