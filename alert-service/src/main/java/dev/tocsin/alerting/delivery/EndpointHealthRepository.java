package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Delivery.Failed;
import dev.tocsin.alerting.webhook.AttemptOutcome.Aborted;
import dev.tocsin.alerting.webhook.AttemptOutcome.Gone;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long endpoints have failed without one success, and what follows: their owner is told in stages, then they are
 * disabled. It is judged when a try fails, never by the clock alone: who is not rung cannot fail. One failure takes one
 * stage, and the next stage comes a quarter of the time later at the earliest: an endpoint that failed once long ago, and
 * was not rung or not heard of since, is warned twice like any other.
 */
@Singleton
public class EndpointHealthRepository {

    private static final int LAST_STAGE = 3;

    /**
     * Every failure takes the next step of the schedule, $2 in milliseconds, for the endpoint as for its messages, but one
     * that has worked is asked after $3 at the latest: it is likely to work again. Tries that were under way together are
     * one failure.
     */
    private static final String FAILING = """
            insert into alerts.failing_endpoint as f
                (subscription_id, since, stage, stage_at, failures, next_at, worked)
            select n.id, now(), 0, now(), 1,
                   now() + least(($2::bigint[])[1], case when had.worked then $3::bigint end) * interval '1 millisecond',
                   had.worked
            from unnest($1::text[]) as n(id),
                 lateral (select exists (
                     select from (select d.state from alerts.delivery d where d.subscription_id = n.id
                                  order by d.created_at desc limit 1000) as newest
                     where newest.state = 'delivered') as worked) as had
            on conflict (subscription_id) do update
            set failures = f.failures + 1,
                next_at = now() + interval '1 millisecond' * least(
                    ($2::bigint[])[least(f.failures + 1, cardinality($2::bigint[]))], case when f.worked then $3::bigint end)
            where f.next_at <= now()
            """;

    /**
     * Stage 1 after a quarter of the time until it is disabled, 2 after half of it, 3 at its end. The last is not written:
     * the row goes when the subscription is disabled, and where it is not, because it was changed meanwhile, the next
     * failure asks again. It ends when the stages that are left can have passed.
     */
    private static final String STAGE = """
            with judged as (
                select f.subscription_id, f.stage + 1 as stage, f.since, t.limit
                from unnest($1::text[]) as n(id)
                join alerts.failing_endpoint f on f.subscription_id = n.id
                cross join (select $2::bigint * interval '1 millisecond' as limit) t
                where now() - f.since >= t.limit * (array[0.25, 0.5, 1])[f.stage + 1] and now() - f.stage_at >= t.limit / 4
            ), told as (
                update alerts.failing_endpoint f set stage = j.stage, stage_at = now()
                from judged j where f.subscription_id = j.subscription_id and j.stage = f.stage + 1 and j.stage < 3
                returning f.subscription_id
            )
            select j.subscription_id, j.stage, j.since,
                   greatest(j.since + j.limit, now() + j.limit / 4 * (3 - j.stage)) as ends
            from judged j where j.stage = 3 or j.subscription_id in (select subscription_id from told)
            """;

    /**
     * Endpoints that are gone, and those that {@link #STAGE} may find at their end. Their subscriptions are locked before
     * anything of their failures is, as by an owner who changes one.
     */
    private static final String LOCK = """
            select from alerts.subscription s
            where s.id = any($1)
               or s.id = any($2) and exists (
                   select from alerts.failing_endpoint f
                   where f.subscription_id = s.id and f.stage = 2
                     and now() - f.since >= $3::bigint * interval '1 millisecond')
            order by s.id for update
            """;

    /** Only in the version that was rung: its owner may have mended it meanwhile. Answers those that it disabled. */
    private static final String DISABLE = """
            with gone as (
                update alerts.subscription s
                set enabled = false, state_reason = o.reason, version = s.version + 1, updated_at = now()
                from unnest($1::text[], $2::text[], $3::int[]) as o(id, reason, version)
                where s.id = o.id and s.enabled and s.version = o.version
                returning s.id
            ), forgotten as (
                delete from alerts.failing_endpoint f using gone where f.subscription_id = gone.id
            )
            select id from gone
            """;

    private static final String RECOVERED = """
            delete from alerts.failing_endpoint where subscription_id = any($1) and stage > 0
            returning subscription_id, since
            """;

    private final NoticeRepository notices;
    private final DeliveryRepository deliveries;
    private final Duration disableAfter;
    private final Long[] pauses;
    private final long longestPause;

    public EndpointHealthRepository(NoticeRepository notices, DeliveryRepository deliveries, DeliveryConfig config) {
        this.notices = notices;
        this.deliveries = deliveries;
        this.disableAfter = config.disableAfter();
        this.pauses = config.schedule().stream()
                .skip(Math.min(1, config.schedule().size() - 1))
                .map(Duration::toMillis)
                .toArray(Long[]::new);
        this.longestPause = config.longestBackOff().toMillis();
    }

    /** Keeps endpoints that may be disabled from being changed while what they left is written. */
    Uni<Void> lock(SqlConnection connection, List<Settlement> settlements) {
        String[] gone = subscriptions(settlements.stream().filter(each -> each.outcome() instanceof Gone));
        String[] failed = subscriptions(settlements.stream().filter(Settlement::isFailure));
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(gone, failed, disableAfter.toMillis()))
                .replaceWithVoid();
    }

    private static String[] subscriptions(Stream<Settlement> settlements) {
        return settlements.map(each -> each.claim().subscriptionId()).distinct().toArray(String[]::new);
    }

    /** Forgets the failures of endpoints whose owners were told of them, and tells that they are over. */
    Uni<Void> recovered(SqlConnection connection, Set<String> subscriptions) {
        if (subscriptions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(RECOVERED)
                .execute(Tuple.of(subscriptions.toArray(String[]::new)))
                .chain(rows -> {
                    List<Notice> told = new ArrayList<>();
                    rows.forEach(row -> told.add(Notice.recovered(
                            row.getString(0), row.getOffsetDateTime(1).toInstant())));
                    return notices.send(connection, told);
                });
    }

    /**
     * Judges endpoints that have just failed.
     *
     * @param working subscriptions that something was delivered to meanwhile
     */
    Uni<Void> failed(SqlConnection connection, List<Settlement> failures, Set<String> working) {
        List<Notice> told = new ArrayList<>();
        SortedMap<String, Stop> stops = new TreeMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Settlement failure : failures) {
            String id = failure.claim().subscriptionId();
            if (failure.next() instanceof Failed
                    && !Notice.TYPES.contains(failure.claim().type())) {
                told.add(Notice.givenUp(failure));
            }
            if (failure.outcome() instanceof Gone gone) {
                stops.put(id, new Stop(gone.description(), failure.claim().version()));
            } else if (failure.isEndpoints() && !(failure.outcome() instanceof Aborted) && !working.contains(id)) {
                versions.put(id, failure.claim().version());
            }
        }
        // In one order, so that two processes do not wait for each other.
        String[] failing = versions.keySet().stream().sorted().toArray(String[]::new);
        return connection
                .preparedQuery(FAILING)
                .execute(Tuple.of(failing, pauses, longestPause))
                .chain(() -> connection.preparedQuery(STAGE).execute(Tuple.of(failing, disableAfter.toMillis())))
                .invoke(rows -> stages(rows, versions, told, stops))
                .chain(() -> disable(connection, stops))
                .invoke(disabled -> stops.forEach((id, stop) -> {
                    if (disabled.contains(id)) {
                        told.add(Notice.disabled(id, stop.reason(), stop.version()));
                    }
                }))
                .chain(() -> notices.send(connection, told));
    }

    /** Why an endpoint is disabled, and in which version it was rung. */
    private record Stop(String reason, int version) {}

    private void stages(RowSet<Row> rows, Map<String, Integer> versions, List<Notice> told, Map<String, Stop> stops) {
        rows.forEach(row -> {
            String id = row.getString(0);
            if (row.getInteger(1) == LAST_STAGE) {
                String reason = "failed for " + disableAfter.toHours() + " h without one success";
                stops.putIfAbsent(id, new Stop(reason, versions.getOrDefault(id, 0)));
            } else {
                told.add(Notice.failing(
                        id,
                        row.getInteger(1),
                        row.getOffsetDateTime(2).toInstant(),
                        row.getOffsetDateTime(3).toInstant()));
            }
        });
    }

    private Uni<List<String>> disable(SqlConnection connection, SortedMap<String, Stop> stops) {
        if (stops.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(DISABLE)
                .execute(Tuple.of(
                        stops.keySet().toArray(String[]::new),
                        stops.values().stream().map(Stop::reason).toArray(String[]::new),
                        stops.values().stream().map(Stop::version).toArray(Integer[]::new)))
                .chain(rows -> {
                    List<String> disabled = new ArrayList<>();
                    rows.forEach(row -> disabled.add(row.getString(0)));
                    return deliveries.hold(connection, disabled).replaceWith(disabled);
                });
    }
}
