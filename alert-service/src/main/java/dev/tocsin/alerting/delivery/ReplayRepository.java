package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import dev.tocsin.alerting.id.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends again, or no more, what a subscription's owner asks for. */
@Singleton
public class ReplayRepository {

    /**
     * A replay of what is finished starts the schedule anew; of what is pending it hastens the next try and leaves the
     * schedule as it was. Either way it is out of date only when that time has passed once more. An
     * endpoint that is left alone since it fails is asked at once. What is being tried at this moment is left to that try:
     * one winner. What has ended is locked, or it might be pruned meanwhile.
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

    private final DeliveryLogRepository log;
    private final AuditRepository audit;

    public ReplayRepository(DeliveryLogRepository log, AuditRepository audit) {
        this.log = log;
        this.audit = audit;
    }

    /** Makes a delivery due once more, with the same id and body; empty where the caller sees no such subscription. */
    public Uni<Optional<Replay>> replay(Caller caller, String subscriptionId, String messageId) {
        return log.own(
                caller,
                subscriptionId,
                (connection, account) -> connection
                        .preparedQuery(REPLAY)
                        .execute(Tuple.of(subscriptionId, messageId))
                        .map(rows -> {
                            if (rows.size() == 0) {
                                return Replay.UNKNOWN;
                            }
                            return rows.iterator().next().getBoolean("open") ? Replay.ACCEPTED : Replay.CLOSED;
                        })
                        .call(replay -> replay == Replay.ACCEPTED
                                ? audit.record(
                                        connection,
                                        caller.did(
                                                Action.REPLAY,
                                                new Target(Target.Kind.DELIVERY, messageId, account),
                                                Changes.of("subscriptionId", subscriptionId)))
                                : Uni.createFrom().voidItem()));
    }

    /**
     * Makes due once more what has ended, made since then, the first made first.
     *
     * @param from where an earlier call ended: what was made behind it; without an id, what was made at this time or later
     * @param onlyFailed or all that has ended
     * @return empty where the caller sees no such subscription; empty inside when it takes nothing now
     */
    Uni<Optional<Optional<Replayed>>> replaySince(Caller caller, String subscriptionId, From from, boolean onlyFailed) {
        return log.own(
                caller,
                subscriptionId,
                (connection, account) -> connection
                        .preparedQuery(REPLAY_SINCE.formatted(
                                onlyFailed ? "and d.state = 'failed' and d.undelivered_at is not null" : ""))
                        .execute(Tuple.of(subscriptionId, from.at().atOffset(ZoneOffset.UTC), from.id(), MOST_REPLAYED))
                        .map(rows -> rows.iterator().next())
                        .map(row -> row.getBoolean("open") ? Optional.of(replayed(row)) : Optional.<Replayed>empty())
                        .call(replayed -> replayed.map(done -> audit.record(
                                        connection,
                                        caller.did(
                                                Action.REPLAY,
                                                new Target(Target.Kind.SUBSCRIPTION, subscriptionId, account),
                                                Changes.made(Map.of("since", from.at(), "replayed", done.count())))))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** Cancels all that is held; answers how many; empty where the caller sees no such subscription. */
    Uni<Optional<Integer>> discard(Caller caller, String subscriptionId) {
        return log.own(
                caller,
                subscriptionId,
                (connection, account) -> connection
                        .preparedQuery(DISCARD)
                        .execute(Tuple.of(subscriptionId))
                        .map(rows -> rows.rowCount())
                        .call(discarded -> audit.record(
                                connection,
                                caller.did(
                                        Action.DISCARD,
                                        new Target(Target.Kind.SUBSCRIPTION, subscriptionId, account),
                                        Changes.of("discarded", discarded)))));
    }

    private static Replayed replayed(Row row) {
        return new Replayed(
                row.getInteger("queued"),
                Optional.ofNullable(row.getString("last_id"))
                        .map(id -> new Cursor(row.getOffsetDateTime("last_at").toInstant(), id)));
    }
}
