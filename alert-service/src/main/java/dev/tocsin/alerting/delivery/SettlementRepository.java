package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what came of claims: one statement a batch, and another only where an endpoint failed. */
@Singleton
public class SettlementRepository {

    /**
     * A zombie's late outcome finds another claim, or none, and changes nothing. A try that failed asks the subscription
     * whether there is to be another, and one that was answered "gone" whether it is still the same that was rung. What was
     * delivered clears the endpoint of its failures, unless its owner has been told of them: that is
     * {@link EndpointHealthRepository#recovered}'s.
     */
    static final String SETTLE = """
            with outcome as (
                select o.*,
                       case when o.state in ('pending', 'held')
                            then (select case when s.deleted_at is not null then 'cancelled'
                                              when not s.enabled or o.state = 'held' and s.version = o.version
                                              then 'held' else 'pending' end
                                  from alerts.subscription s where s.id = o.subscription_id)
                            else o.state end as becomes
                from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::timestamptz[],
                            $8::timestamptz[], $9::int[], $10::int[], $11::text[], $12::text[], $13::text[], $14::int[])
                    as o(delivery_id, claim_id, subscription_id, state, tries, pause_ms, created_at,
                         started_at, duration_ms, status_code, outcome, error, excerpt, version)
            ), ended as (
                delete from alerts.queue q using outcome o
                where q.delivery_id = o.delivery_id and q.claim_id = o.claim_id
                  and o.becomes in ('delivered', 'failed', 'cancelled', 'expired')
                returning o.*
            ), kept as (
                update alerts.queue q
                set claim_id = null, held = o.becomes = 'held',
                    due_at = case when o.becomes = 'held' then o.created_at else least(
                        now() + o.pause_ms * interval '1 millisecond',
                        (select coalesce(q.replayed_at, o.created_at) + s.expires_after_s * interval '1 second'
                         from alerts.subscription s where s.id = o.subscription_id)) end
                from outcome o
                where q.delivery_id = o.delivery_id and q.claim_id = o.claim_id and o.becomes in ('pending', 'held')
                returning o.*
            ), settled as (
                update alerts.delivery d
                set state = o.becomes, tries = o.tries,
                    attempts = d.attempts + case when o.started_at is null then 0 else 1 end,
                    finished_at = case when o.becomes in ('pending', 'held') then null else now() end,
                    undelivered_at = case when o.becomes in ('failed', 'cancelled', 'expired') then now() end
                from (select * from ended union all select * from kept) o
                where d.id = o.delivery_id
                returning o.*, d.attempts
            ), healed as (
                delete from alerts.failing_endpoint f using settled o
                where o.becomes = 'delivered' and f.subscription_id = o.subscription_id and f.stage = 0
            ), noted as (
                insert into alerts.attempt
                    (delivery_id, number, started_at, duration_ms, status_code, outcome, error, response_excerpt)
                select delivery_id, attempts, started_at, duration_ms, status_code, outcome, error, excerpt
                from settled where started_at is not null
            )
            select delivery_id, becomes,
                   becomes = 'delivered' and exists (
                       select from alerts.failing_endpoint f
                       where f.subscription_id = settled.subscription_id and f.stage > 0) as recovered
            from settled
            """;

    private final Pool pool;
    private final EndpointHealthRepository health;

    public SettlementRepository(@ReactiveDataSource("queue") Pool pool, EndpointHealthRepository health) {
        this.pool = pool;
        this.health = health;
    }

    /** Answers the messages that were still ours, and the states that they are in now. */
    public Uni<Map<String, String>> settle(List<Settlement> settlements) {
        if (settlements.stream().noneMatch(Settlement::isFailure)) {
            return settle(pool, settlements).chain(rows -> {
                Set<String> recovered = recovered(rows, settlements);
                return recovered.isEmpty()
                        ? Uni.createFrom().item(states(rows))
                        : pool.withTransaction(connection -> health.recovered(connection, recovered))
                                .replaceWith(states(rows));
            });
        }
        return pool.withTransaction(connection -> health.lock(connection, settlements)
                .chain(() -> settle(connection, settlements))
                .chain(rows -> {
                    Map<String, String> states = states(rows);
                    List<Settlement> failures = settlements.stream()
                            .filter(each -> each.isFailure()
                                    && states.containsKey(each.claim().messageId()))
                            .toList();
                    return health.recovered(connection, recovered(rows, settlements))
                            .chain(() -> health.failed(connection, failures, delivered(settlements)))
                            .replaceWith(states);
                }));
    }

    private static Uni<RowSet<Row>> settle(SqlClient client, List<Settlement> settlements) {
        return client.preparedQuery(SETTLE).execute(parameters(settlements));
    }

    private static Map<String, String> states(RowSet<Row> rows) {
        Map<String, String> states = new HashMap<>();
        rows.forEach(row -> states.put(row.getString(0), row.getString(1)));
        return states;
    }

    private static Set<String> recovered(RowSet<Row> rows, List<Settlement> settlements) {
        Map<String, String> subscriptions = settlements.stream()
                .collect(Collectors.toMap(
                        each -> each.claim().messageId(), each -> each.claim().subscriptionId(), (one, same) -> one));
        Set<String> recovered = new TreeSet<>();
        rows.forEach(row -> {
            if (row.getBoolean(2)) {
                recovered.add(subscriptions.get(row.getString(0)));
            }
        });
        return recovered;
    }

    private static Set<String> delivered(List<Settlement> settlements) {
        return settlements.stream()
                .filter(each -> each.next() instanceof Delivery.Delivered)
                .map(each -> each.claim().subscriptionId())
                .collect(Collectors.toSet());
    }

    private static Tuple parameters(List<Settlement> settlements) {
        int count = settlements.size();
        String[] deliveries = new String[count];
        UUID[] claims = new UUID[count];
        String[] subscriptions = new String[count];
        String[] states = new String[count];
        Integer[] tries = new Integer[count];
        Long[] pauses = new Long[count];
        OffsetDateTime[] created = new OffsetDateTime[count];
        Integer[] versions = new Integer[count];
        @Nullable OffsetDateTime[] started = new OffsetDateTime[count];
        @Nullable Integer[] durations = new Integer[count];
        @Nullable Integer[] statuses = new Integer[count];
        @Nullable String[] outcomes = new String[count];
        @Nullable String[] errors = new String[count];
        @Nullable String[] excerpts = new String[count];
        for (int i = 0; i < count; i++) {
            Settlement each = settlements.get(i);
            Claim claim = each.claim();
            deliveries[i] = claim.messageId();
            claims[i] = claim.claimId();
            subscriptions[i] = claim.subscriptionId();
            states[i] = each.next().state();
            tries[i] = each.tries();
            pauses[i] = each.pause().toMillis();
            versions[i] = claim.version();
            created[i] = claim.createdAt().atOffset(ZoneOffset.UTC);
            Attempt attempt = each.attempt();
            if (attempt != null) {
                started[i] = attempt.startedAt().atOffset(ZoneOffset.UTC);
                durations[i] = (int) attempt.latency().toMillis();
                statuses[i] = attempt.outcome().status() == 0
                        ? null
                        : Integer.valueOf(attempt.outcome().status());
                outcomes[i] = attempt.outcome().name();
                errors[i] = attempt.outcome() instanceof Delivered
                        ? null
                        : attempt.outcome().description();
                excerpts[i] = attempt.excerpt();
            }
        }
        return Tuple.from(new Object[] {
            deliveries,
            claims,
            subscriptions,
            states,
            tries,
            pauses,
            created,
            started,
            durations,
            statuses,
            outcomes,
            errors,
            excerpts,
            versions
        });
    }
}
