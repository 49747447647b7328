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
            select d.id, d.type, d.alert_id, d.alert_version, d.state, d.created_at, d.finished_at,
                   case when not q.held then q.due_at end as next_attempt_at
            from alerts.delivery d left join alerts.queue q on q.delivery_id = d.id
            where d.subscription_id = $1 and ($2::text is null or d.state = $2)
              and d.created_at <= $3 and ($4::text is null or (d.created_at, d.id) < ($3, $4))
              %s
            order by d.created_at desc, d.id desc
            limit $5
            """;

    /** Of the states that are rare in a long history, each by its index. */
    private static final Map<String, String> RARE = Map.of(
            "failed", "and d.undelivered_at is not null",
            "cancelled", "and d.undelivered_at is not null",
            "expired", "and d.undelivered_at is not null",
            "held",
                    "and d.id in (select h.delivery_id from alerts.queue h"
                            + " where h.held and not h.ready and h.claim_id is null and h.subscription_id = $1)");

    private static final String ATTEMPTS =
            "select * from alerts.attempt where delivery_id = any($1) order by delivery_id, number";

    /**
     * A replay of what is finished starts the schedule anew; of what is pending it hastens the next try and leaves the
     * schedule as it was. Either way it is out of date only when that time has passed once more. An endpoint that is left alone since it fails is
     * asked at once. What is being tried at this moment is left to that try: one winner. What has ended is locked, or it might
     * be pruned meanwhile.
     */
    private static final String REPLAY = """
            with target as (
                select d.id, s.host, s.enabled and s.deleted_at is null as open
                from alerts.delivery d join alerts.subscription s on s.id = d.subscription_id
                where d.id = $2 and d.subscription_id = $1
            ), hastened as (
                update alerts.queue q set ready = true, held = false, due_at = now(), replayed_at = now()
                from target t where q.delivery_id = t.id and t.open and q.claim_id is null
                returning q.delivery_id
            ), asked as (
                update alerts.failing_endpoint f set next_at = now() from target t where f.subscription_id = $1 and t.open
            ), anew as (
                insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held, replayed_at)
                select t.id, $1, t.host, now(), true, false, now()
                from target t join alerts.delivery d on d.id = t.id
                where t.open and d.finished_at is not null
                for update of d
                on conflict do nothing
                returning delivery_id
            ), replayed as (
                update alerts.delivery d
                set tries = case when d.finished_at is null then greatest(d.tries - 1, 0) else 0 end,
                    state = 'pending', finished_at = null, undelivered_at = null
                where d.id in (select delivery_id from hastened union all select delivery_id from anew)
            )
            select open from target
            """;

    /** What has ended becomes held, locked against being pruned meanwhile, which is released at the subscription's pace. */
    private static final String REPLAY_SINCE = """
            with subscription as (
                select id, host from alerts.subscription where id = $1 and enabled and deleted_at is null
            ), target as (
                select d.id, d.created_at from alerts.delivery d join subscription s on s.id = d.subscription_id
                where d.created_at >= $2 and ($3::text is null or (d.created_at, d.id) > ($2, $3))
                  and d.finished_at is not null %s
                order by d.created_at, d.id limit $4
                for update of d
            ), queued as (
                insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held, replayed_at)
                select t.id, s.id, s.host, t.created_at, false, true, now()
                from target t cross join subscription s
                on conflict do nothing
                returning delivery_id
            ), released as (
                insert into alerts.release select id, now(), now() - interval '1 second' from subscription
                on conflict (subscription_id) do update set asked_at = now()
            ), asked as (
                update alerts.failing_endpoint f set next_at = now() from subscription s where f.subscription_id = s.id
            ), again as (
                update alerts.delivery d set state = 'held', tries = 0, finished_at = null, undelivered_at = null
                from queued where d.id = queued.delivery_id
            )
            select (select count(*) from queued)::int as queued, exists (select from subscription) as open,
                   last.created_at as last_at, last.id as last_id
            from (values (1)) as one left join
                 (select created_at, id from target order by created_at, id offset $4 - 1) as last on true
            """;

    private static final String DISCARD = """
            with discarded as (
                delete from alerts.queue q
                where not q.ready and q.claim_id is null and q.held and q.subscription_id = $1
                returning q.delivery_id
            )
            update alerts.delivery d set state = 'cancelled', finished_at = now(), undelivered_at = now()
            from discarded where d.id = discarded.delivery_id
            """;

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    /** One call replays no more; the next one goes on. */
    static final int MOST_REPLAYED = 10_000;

    /** What came of asking for a replay. */
    public enum Replay {
        /** It is due now, or is being tried at this moment. */
        ACCEPTED,
        /** The subscription takes nothing now. */
        CLOSED,
        /** It has no such message. */
        UNKNOWN
    }

    /** Where a replay of many begins. */
    record From(Instant at, @Nullable String id) {}

    /** How many became due once more, and where to go on when one call did not reach all. */
    record Replayed(int count, Optional<Cursor> next) {}

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
            after.map(Cursor::at).orElse(END_OF_TIME).atOffset(ZoneOffset.UTC),
            after.map(Cursor::id).orElse(null),
            limit + 1
        });
        String sql = PAGE.formatted(state.map(RARE::get).orElse(""));
        return pool.preparedQuery(sql).execute(parameters).chain(page -> {
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

    /**
     * Makes due once more what has ended, made since then, the first made first.
     *
     * @param from where an earlier call ended: what was made behind it; without an id, what was made at this time or later
     * @param onlyFailed or all that has ended
     * @return empty when the subscription takes nothing now
     */
    Uni<Optional<Replayed>> replaySince(String subscriptionId, From from, boolean onlyFailed) {
        return pool.preparedQuery(REPLAY_SINCE.formatted(
                        onlyFailed ? "and d.state = 'failed' and d.undelivered_at is not null" : ""))
                .execute(Tuple.of(subscriptionId, from.at().atOffset(ZoneOffset.UTC), from.id(), MOST_REPLAYED))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getBoolean("open") ? Optional.of(replayed(row)) : Optional.empty());
    }

    /** Cancels all that is held; answers how many. */
    Uni<Integer> discard(String subscriptionId) {
        return pool.preparedQuery(DISCARD).execute(Tuple.of(subscriptionId)).map(rows -> rows.rowCount());
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

    private static Replayed replayed(Row row) {
        return new Replayed(
                row.getInteger("queued"),
                Optional.ofNullable(row.getString("last_id"))
                        .map(id -> new Cursor(row.getOffsetDateTime("last_at").toInstant(), id)));
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
