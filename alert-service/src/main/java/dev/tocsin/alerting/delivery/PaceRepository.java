package dev.tocsin.alerting.delivery;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Keeps the tries of a subscription within the requests per minute that its endpoint allows and its owner wants, over all
 * replicas together.
 */
@Singleton
public class PaceRepository {

    /**
     * A new row begins with its whole burst. An old one is waited for, and then computed with what the one before has
     * left; now() is when we began to wait, so that it grants too little rather than too much. Rows are locked in one
     * order, whoever asks.
     */
    private static final String GRANT = """
            with asked as (
                select s.id, a.tries, s.per_minute, alerts.burst(s.per_minute) as burst, alerts.gap(s.per_minute) as gap
                from unnest($1::text[], $2::int[]) as a(id, tries)
                join alerts.subscription s on s.id = a.id
                where s.per_minute is not null and a.tries > 0
            ), paced as (
                insert into alerts.pace as p (subscription_id, next_at, granted)
                select id, now() + (least(tries, burst) - burst + 1) * gap, least(tries, burst) from asked order by id
                on conflict (subscription_id) do update set (next_at, granted) = (
                    select greatest(p.next_at, now() - (a.burst - 1) * a.gap) + due.tries * a.gap, due.tries
                    from asked a,
                         lateral (select greatest(0, least(excluded.granted, 1 + floor(
                             extract(epoch from now() - greatest(p.next_at, now() - (a.burst - 1) * a.gap))
                             / extract(epoch from a.gap)))::integer) as tries) as due
                    where a.id = excluded.subscription_id)
                returning subscription_id, granted, next_at
            )
            select p.subscription_id, p.granted,
                   greatest(0, ceil(extract(epoch from p.next_at - now()) * 1000))::bigint as wait_ms,
                   ceil(extract(epoch from a.gap) * 1000)::bigint as gap_ms
            from paced p join asked a on a.id = p.subscription_id
            """;

    /**
     * @param tries that may go now
     * @param pause until the next one may
     * @param gap between those that follow
     */
    public record Grant(int tries, Duration pause, Duration gap) {

        /** From now until the one may go that is so many behind those granted, counted from 0. */
        public Duration pauseOf(int behind) {
            return pause.plus(gap.multipliedBy(behind));
        }
    }

    /**
     * What of some claims may go.
     *
     * @param later those that have to wait
     */
    record Admitted(List<Claim> now, List<Settlement> later) {}

    private final Pool pool;

    public PaceRepository(@ReactiveDataSource("queue") Pool pool) {
        this.pool = pool;
    }

    /**
     * Asks how many tries may go now; those granted count as made.
     *
     * @param wanted tries, by subscription
     * @return by subscription, without those that have no limit
     */
    public Uni<Map<String, Grant>> grant(Map<String, Integer> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] ids = wanted.keySet().toArray(String[]::new);
        Integer[] tries = wanted.values().toArray(Integer[]::new);
        return pool.preparedQuery(GRANT)
                .execute(Tuple.of(ids, tries))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("subscription_id"), PaceRepository::grant)));
    }

    /** Which of these claims may be tried now; a question to the database only where an endpoint has a pace. */
    Uni<Admitted> admit(List<Claim> claims) {
        Map<String, Integer> wanted = new TreeMap<>();
        claims.stream().filter(Claim::paced).forEach(claim -> wanted.merge(claim.subscriptionId(), 1, Integer::sum));
        return grant(wanted).map(grants -> admitted(claims, grants));
    }

    private static Admitted admitted(List<Claim> claims, Map<String, Grant> grants) {
        Admitted admitted = new Admitted(new ArrayList<>(claims.size()), new ArrayList<>());
        Map<String, Integer> seen = new HashMap<>();
        for (Claim claim : claims) {
            Grant grant = claim.paced() ? grants.get(claim.subscriptionId()) : null;
            if (grant == null || seen.merge(claim.subscriptionId(), 1, Integer::sum) <= grant.tries()) {
                admitted.now().add(claim);
            } else {
                int behind = seen.getOrDefault(claim.subscriptionId(), 0) - grant.tries() - 1;
                admitted.later().add(Settlement.postponed(claim, grant.pauseOf(behind)));
            }
        }
        return admitted;
    }

    private static Grant grant(Row row) {
        return new Grant(
                row.getInteger("granted"),
                Duration.ofMillis(row.getLong("wait_ms")),
                Duration.ofMillis(row.getLong("gap_ms")));
    }
}
