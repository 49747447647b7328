package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.DeliveryView.AttemptView;
import dev.tocsin.alerting.id.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What became of a subscription's messages, for its owner. */
@Singleton
public class DeliveryLogRepository {

    private static final String PAGE = """
            select id, type, alert_id, alert_version, state, created_at, finished_at,
                   case when state = 'pending' then next_attempt_at end as next_attempt_at
            from alerts.delivery
            where subscription_id = $1 and ($2::text is null or state = $2)
              and ($4::text is null or (created_at, id) < ($3, $4))
            order by created_at desc, id desc
            limit $5
            """;

    private static final String ATTEMPTS =
            "select * from alerts.attempt where delivery_id = any($1) order by delivery_id, number";

    /**
     * A replay of what is finished starts the schedule anew; of what is pending it hastens the next try and leaves the
     * schedule as it was.
     */
    private static final String REPLAY = """
            with target as (
                select d.id, s.enabled and s.deleted_at is null as open
                from alerts.delivery d join alerts.subscription s on s.id = d.subscription_id
                where d.id = $2 and d.subscription_id = $1
            ), replayed as (
                update alerts.delivery d
                set tries = case when d.state = 'pending' then greatest(d.tries - 1, 0) else 0 end,
                    state = 'pending', next_attempt_at = now(), finished_at = null
                from target t
                where d.id = t.id and t.open and (d.lease_until is null or d.lease_until <= now())
            )
            select open from target
            """;

    /** What came of asking for a replay. */
    public enum Replay {
        /** It is due now, or is being tried at this moment. */
        ACCEPTED,
        /** The subscription takes nothing now. */
        CLOSED,
        /** It has no such message. */
        UNKNOWN
    }

    private final Pool pool;

    public DeliveryLogRepository(Pool pool) {
        this.pool = pool;
    }

    /** The account of a subscription, also of one that was deleted. */
    Uni<Optional<String>> accountOf(String subscriptionId) {
        return pool.preparedQuery("select account_id from alerts.subscription where id = $1")
                .execute(Tuple.of(subscriptionId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("account_id")));
    }

    /** Newest first, one more than asked for when there are more. */
    Uni<List<DeliveryView>> newest(String subscriptionId, Optional<String> state, Optional<Cursor> after, int limit) {
        Tuple parameters = Tuple.from(new @Nullable Object[] {
            subscriptionId,
            state.orElse(null),
            after.map(Cursor::at).orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC),
            after.map(Cursor::id).orElse(null),
            limit + 1
        });
        return pool.preparedQuery(PAGE).execute(parameters).chain(page -> {
            String[] ids = rows(page).stream().map(row -> row.getString("id")).toArray(String[]::new);
            return pool.preparedQuery(ATTEMPTS)
                    .execute(Tuple.of(ids))
                    .map(attempts -> rows(attempts).stream()
                            .collect(Collectors.groupingBy(
                                    row -> row.getString("delivery_id"),
                                    Collectors.mapping(DeliveryLogRepository::attempt, Collectors.toList()))))
                    .map(attempts -> rows(page).stream()
                            .map(row -> delivery(row, attempts))
                            .toList());
        });
    }

    /** Makes a delivery due once more, with the same id and body. */
    Uni<Replay> replay(String subscriptionId, String messageId) {
        return pool.preparedQuery(REPLAY)
                .execute(Tuple.of(subscriptionId, messageId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Replay.UNKNOWN;
                    }
                    return rows.iterator().next().getBoolean("open") ? Replay.ACCEPTED : Replay.CLOSED;
                });
    }

    private static DeliveryView delivery(Row row, Map<String, List<AttemptView>> attempts) {
        return new DeliveryView(
                row.getString("id"),
                row.getString("type"),
                row.getString("alert_id"),
                row.getInteger("alert_version"),
                row.getString("state"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("next_attempt_at")),
                instant(row.getOffsetDateTime("finished_at")),
                attempts.getOrDefault(row.getString("id"), List.of()));
    }

    private static AttemptView attempt(Row row) {
        return new AttemptView(
                row.getInteger("number"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getInteger("status_code"),
                row.getString("outcome"),
                row.getString("error"),
                row.getInteger("duration_ms"),
                row.getString("response_excerpt"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static List<Row> rows(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
