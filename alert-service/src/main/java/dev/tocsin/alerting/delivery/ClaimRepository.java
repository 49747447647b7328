package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.AttemptOutcome.Gone;
import dev.tocsin.alerting.webhook.SigningSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue of deliveries as its workers see it: claim, try, settle. Due times and leases are computed with the
 * database's clock, so that replicas need not agree on theirs.
 */
@Singleton
public class ClaimRepository {

    /**
     * Walks over the subscriptions that have something pending, from the one after $1 on, and takes up to $4 due
     * deliveries of each, less those under way ($2, $3), until it has $5. The recursion is an index skip scan and stops
     * as soon as the limit is reached: a backlog of one subscription costs the others nothing.
     */
    private static final String CLAIM = """
            with recursive waiting as (
                (select subscription_id from alerts.delivery
                 where state = 'pending' and subscription_id > $1 order by subscription_id limit 1)
                union all
                select (select d.subscription_id from alerts.delivery d
                        where d.state = 'pending' and d.subscription_id > w.subscription_id
                        order by d.subscription_id limit 1)
                from waiting w where w.subscription_id is not null
            ), picked as (
                select due.id, due.url, due.secret
                from waiting w cross join lateral (
                    select d.id, s.url, s.secret
                    from alerts.delivery d
                    join alerts.subscription s on s.id = d.subscription_id and s.enabled and s.deleted_at is null
                    where d.subscription_id = w.subscription_id and d.state = 'pending' and d.next_attempt_at <= now()
                      and (d.lease_until is null or d.lease_until <= now())
                    order by d.next_attempt_at
                    limit greatest(0, $4 - coalesce((
                        select busy.tries from unnest($2::text[], $3::int[]) as busy(id, tries)
                        where busy.id = w.subscription_id), 0))
                    for update of d skip locked
                ) as due
                limit $5
            ), claimed as (
                update alerts.delivery d
                set claim_id = $6, lease_until = now() + $7::bigint * interval '1 millisecond'
                from picked p where d.id = p.id
                returning d.*, p.url, p.secret
            )
            select c.id, c.subscription_id, c.url, c.secret, c.type, c.attempts, c.tries,
                   coalesce(v.created_at, c.created_at) as occurred_at, coalesce(v.body::text, c.body) as data
            from claimed c
            left join alerts.alert_version v on v.alert_id = c.alert_id and v.version = c.alert_version
            """;

    /**
     * A zombie's late outcome finds another claim, or none, and changes nothing. What was held or cancelled meanwhile
     * stays so, unless it is final.
     */
    private static final String SETTLE = """
            with outcome as (
                select *
                from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[],
                            $7::timestamptz[], $8::int[], $9::int[], $10::text[], $11::text[], $12::text[])
                    as o(delivery_id, claim_id, state, tries, pause_ms, id,
                         started_at, duration_ms, status_code, outcome, error, excerpt)
            ), settled as (
                update alerts.delivery d
                set state = case when d.state = 'pending' or o.state in ('delivered', 'failed')
                                 then o.state else d.state end,
                    attempts = d.attempts + 1, tries = o.tries,
                    next_attempt_at = now() + o.pause_ms * interval '1 millisecond',
                    claim_id = null, lease_until = null,
                    finished_at = case when o.state in ('delivered', 'failed') then now() else d.finished_at end
                from outcome o where d.id = o.delivery_id and d.claim_id = o.claim_id
                returning d.id as delivery_id, d.attempts
            )
            insert into alerts.attempt
            select o.id, o.delivery_id, s.attempts, o.started_at, o.duration_ms, o.status_code, o.outcome, o.error,
                   o.excerpt
            from outcome o join settled s using (delivery_id)
            returning delivery_id
            """;

    /** Only while the URL is still the one that answered "gone". */
    private static final String DISABLE = """
            with gone as (
                update alerts.subscription s
                set enabled = false, state_reason = $3, version = s.version + 1, updated_at = now()
                from unnest($1::text[], $2::text[]) as o(id, url)
                where s.id = o.id and s.url = o.url and s.enabled
                returning s.id
            )
            update alerts.delivery d set state = 'held'
            from gone where d.subscription_id = gone.id and d.state = 'pending'
            """;

    private final Pool pool;

    public ClaimRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes due deliveries, fairly over their subscriptions.
     *
     * @param after the subscription to begin behind; empty to begin with the first
     * @param underWay tries under way here, by subscription
     */
    public Uni<List<Claim>> claim(
            String after, Map<String, Integer> underWay, int perSubscription, int limit, Duration lease) {
        String claimId = UUID.randomUUID().toString();
        String[] busy = underWay.keySet().toArray(String[]::new);
        Integer[] tries = List.of(busy).stream().map(underWay::get).toArray(Integer[]::new);
        Tuple parameters =
                Tuple.from(new Object[] {after, busy, tries, perSubscription, limit, claimId, lease.toMillis()});
        return pool.preparedQuery(CLAIM)
                .execute(parameters)
                .map(rows -> stream(rows).map(row -> claim(row, claimId)).toList());
    }

    /** Writes what the tries came to. Answers the messages that were still ours. */
    public Uni<Set<String>> settle(List<Settlement> settlements) {
        List<Settlement> gone = settlements.stream()
                .filter(s -> s.attempt().outcome() instanceof Gone)
                .toList();
        if (gone.isEmpty()) {
            return pool.preparedQuery(SETTLE).execute(outcomes(settlements)).map(ClaimRepository::deliveryIds);
        }
        return pool.withTransaction(connection -> connection
                .preparedQuery(SETTLE)
                .execute(outcomes(settlements))
                .map(ClaimRepository::deliveryIds)
                .call(ours -> disable(connection, gone, ours)));
    }

    /** How long the delivery that is due first has been waiting; zero when nothing is due. */
    public Uni<Duration> oldestDue() {
        return pool.query("""
                        select greatest(0, extract(epoch from now() - min(next_attempt_at)))::float8 as seconds
                        from alerts.delivery where state = 'pending' and next_attempt_at <= now()
                        """)
                .execute()
                .map(rows -> rows.iterator().next().getDouble("seconds"))
                .map(seconds -> seconds == null ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    private static Uni<RowSet<Row>> disable(SqlConnection connection, List<Settlement> gone, Set<String> ours) {
        List<Claim> endpoints = gone.stream()
                .map(Settlement::claim)
                .filter(claim -> ours.contains(claim.messageId()))
                .toList();
        return connection
                .preparedQuery(DISABLE)
                .execute(Tuple.of(
                        endpoints.stream().map(Claim::subscriptionId).toArray(String[]::new),
                        endpoints.stream().map(Claim::url).toArray(String[]::new),
                        new Gone().description()));
    }

    private static Claim claim(Row row, String claimId) {
        return new Claim(
                row.getString("id"),
                claimId,
                row.getString("subscription_id"),
                row.getString("url"),
                SigningSecret.ofKey(row.getBuffer("secret").getBytes()),
                row.getString("type"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                row.getString("data"),
                row.getInteger("attempts"),
                row.getInteger("tries"));
    }

    private static Tuple outcomes(List<Settlement> settlements) {
        return Tuple.from(new Object[] {
            column(settlements, s -> s.claim().messageId(), String[]::new),
            column(settlements, s -> s.claim().claimId(), String[]::new),
            column(settlements, s -> s.next().state(), String[]::new),
            column(settlements, Settlement::tries, Integer[]::new),
            column(settlements, s -> s.pause().toMillis(), Long[]::new),
            column(settlements, Settlement::attemptId, String[]::new),
            column(settlements, s -> s.attempt().startedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(settlements, s -> (int) s.attempt().latency().toMillis(), Integer[]::new),
            column(settlements, Settlement::status, Integer[]::new),
            column(settlements, s -> s.attempt().outcome().name(), String[]::new),
            column(settlements, Settlement::error, String[]::new),
            column(settlements, s -> s.attempt().excerpt(), String[]::new)
        });
    }

    private static <T> T[] column(
            List<Settlement> settlements, Function<Settlement, @Nullable T> value, IntFunction<T[]> array) {
        return settlements.stream().map(value).toArray(array);
    }

    private static Set<String> deliveryIds(RowSet<Row> rows) {
        return stream(rows).map(row -> row.getString("delivery_id")).collect(Collectors.toSet());
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
