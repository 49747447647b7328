package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Claim.Fate;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The queue of deliveries as its workers see it. Due times and leases are computed with the database's clock, so that
 * replicas need not agree on theirs.
 */
@Singleton
public class ClaimRepository {

    /**
     * Walks from host to host and inside a host from subscription to subscription, each walk a skip through one index
     * that stops as soon as it has enough: what one of them has due is never read for the others. Of each it takes what
     * its cap leaves, of an endpoint that fails one at a time, and none before it may be asked again.
     *
     * <p>$1 the host to begin behind, $2 the subscription to begin behind by host, $3 and $4 what is taken by host and by
     * subscription, $5 and $6 their caps, $7 how many.
     */
    static final String CLAIM = """
            with recursive host as (
                (select q.host from alerts.queue q where q.ready and q.host > $1 order by q.host limit 1)
                union all
                select (select q.host from alerts.queue q where q.ready and q.host > h.host order by q.host limit 1)
                from host h where h.host is not null
            ), picked as (
                select due.delivery_id, due.due_at
                from host h cross join lateral (
                    with recursive lane as (
                        (select q.subscription_id from alerts.queue q
                         where q.ready and q.host = h.host and q.subscription_id > coalesce($2::jsonb ->> h.host, '')
                         order by q.subscription_id limit 1)
                        union all
                        select (select q.subscription_id from alerts.queue q
                                where q.ready and q.host = h.host and q.subscription_id > l.subscription_id
                                order by q.subscription_id limit 1)
                        from lane l where l.subscription_id is not null
                    )
                    select one.delivery_id, one.due_at
                    from lane l cross join lateral (
                        select q.delivery_id, q.due_at from alerts.queue q
                        where q.ready and q.host = h.host and q.subscription_id = l.subscription_id
                        order by q.due_at
                        limit greatest(0, least(
                            $6::int - coalesce(($4::jsonb ->> l.subscription_id)::int, 0),
                            (select case when f.next_at <= now() then 1 else 0 end from alerts.failing_endpoint f
                             where f.subscription_id = l.subscription_id)))
                        for update skip locked
                    ) as one
                    limit greatest(0, $5::int - coalesce(($3::jsonb ->> h.host)::int, 0))
                ) as due
                limit $7
            ), claimed as (
                update alerts.queue q
                set ready = false, claim_id = $8, due_at = now() + $9::bigint * interval '1 millisecond'
                from picked p where q.delivery_id = p.delivery_id
                returning q.delivery_id, q.subscription_id, q.host, p.due_at, q.replayed_at
            )
            select c.delivery_id, c.host, c.subscription_id, s.version, d.type, d.alert_id, d.alert_version, d.body,
                   d.created_at, c.due_at, d.attempts, d.tries,
                   case when s.deleted_at is not null then 'DELETED'
                        when not s.enabled then 'DISABLED'
                        when coalesce(c.replayed_at, d.created_at) + s.expires_after_s * interval '1 second' <= now()
                             then 'OUT_OF_DATE'
                        else 'OPEN' end as fate,
                   s.per_minute is not null as paced
            from claimed c
            join alerts.delivery d on d.id = c.delivery_id
            join alerts.subscription s on s.id = c.subscription_id
            """;

    /**
     * Retries whose time has come, and claims whose lease of $2 milliseconds has ended, in the order in which they are due.
     * Whoever held such a claim is gone: the delivery has been due since it was claimed. Or the delivery itself is gone,
     * pruned while it was queued once more: a claim does not see it, and here its row goes.
     */
    static final String RIPEN = """
            with ripe as (
                select delivery_id,
                       claim_id is not null and not exists (
                           select from alerts.delivery d where d.id = delivery_id) as orphaned
                from alerts.queue
                where not ready and not held and due_at <= now()
                order by due_at limit $1
                for update skip locked
            ), dropped as (
                delete from alerts.queue q using ripe where q.delivery_id = ripe.delivery_id and ripe.orphaned
            )
            update alerts.queue q
            set ready = true, claim_id = null,
                due_at = q.due_at - case when q.claim_id is null then 0 else $2::bigint end * interval '1 millisecond'
            from ripe where q.delivery_id = ripe.delivery_id and not ripe.orphaned
            """;

    private final Pool pool;

    public ClaimRepository(@ReactiveDataSource("queue") Pool pool) {
        this.pool = pool;
    }

    /**
     * Where a claim begins, and what it leaves alone.
     *
     * @param host to begin behind; empty to begin with the first
     * @param subscriptions to begin behind, by host
     * @param byHost what of each host's cap is taken
     * @param bySubscription what of each subscription's cap is taken
     */
    public record From(
            String host,
            Map<String, String> subscriptions,
            Map<String, Integer> byHost,
            Map<String, Integer> bySubscription) {
        /** Nothing under way, everything from the start. */
        public static final From START = new From("", Map.of(), Map.of(), Map.of());
    }

    /** Takes due deliveries, fairly over hosts and over their subscriptions. */
    public Uni<List<Claim>> claim(From from, int perHost, int perSubscription, int limit, Duration lease) {
        UUID claimId = UUID.randomUUID();
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.from(new Object[] {
                    from.host(),
                    json(from.subscriptions()),
                    json(from.byHost()),
                    json(from.bySubscription()),
                    perHost,
                    perSubscription,
                    limit,
                    claimId,
                    lease.toMillis()
                }))
                .map(rows -> {
                    List<Claim> claims = new ArrayList<>(rows.size());
                    rows.forEach(row -> claims.add(claim(row, claimId)));
                    return claims;
                });
    }

    /** Makes ready what is due, also of claims that had this lease; answers how many, at most {@code limit}. */
    public Uni<Integer> ripen(int limit, Duration lease) {
        return pool.preparedQuery(RIPEN)
                .execute(Tuple.of(limit, lease.toMillis()))
                .map(rows -> rows.rowCount());
    }

    private static JsonObject json(Map<String, ?> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::put);
        return json;
    }

    private static Claim claim(Row row, UUID claimId) {
        Integer alertVersion = row.getInteger(6);
        return new Claim(
                row.getString(0),
                claimId,
                row.getString(1),
                row.getString(2),
                row.getInteger(3),
                row.getString(4),
                row.getString(5),
                alertVersion == null ? 0 : alertVersion,
                row.getString(7),
                row.getOffsetDateTime(8).toInstant(),
                row.getOffsetDateTime(9).toInstant(),
                row.getInteger(10),
                row.getInteger(11),
                Fate.valueOf(row.getString(12)),
                row.getBoolean(13));
    }
}
