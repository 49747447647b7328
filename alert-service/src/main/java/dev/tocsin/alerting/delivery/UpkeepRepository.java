package dev.tocsin.alerting.delivery;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What keeps queue and history in order while nobody asks for it. Any number of processes may do it at the same time. */
@Singleton
public class UpkeepRepository {

    /** So many subscriptions are released at once; the others have to wait for theirs to be done. */
    private static final int MOST_RELEASED = 100;

    /**
     * Of each subscription that is being released as many as its pace allows since the last time, at most those of a
     * second, those first that were made first. What waited here for its replay is not out of date by that. Where nothing is left the release is over, but not before a minute: a
     * fan-out that still saw the subscription disabled may be under way.
     */
    private static final String RELEASE = """
            with due as (
                select r.subscription_id,
                       least($1::int, floor($1 * extract(epoch from now() - r.paced_at)))::int as room
                from alerts.release r
                join alerts.subscription s on s.id = r.subscription_id and s.enabled and s.deleted_at is null
                where r.paced_at <= now() - interval '1 second' / $1::int
                order by r.paced_at limit $2
                for update of r skip locked
            ), batch as (
                select held.delivery_id,
                       row_number() over (partition by due.subscription_id order by held.due_at, held.delivery_id) as place
                from due cross join lateral (
                    select q.delivery_id, q.due_at from alerts.queue q
                    where not q.ready and q.claim_id is null and q.held and q.subscription_id = due.subscription_id
                    order by q.due_at limit due.room
                    for update skip locked
                ) held
            ), freed as (
                update alerts.queue q
                set held = false, ready = true, due_at = now() + batch.place * interval '1 microsecond',
                    replayed_at = case when q.replayed_at is not null then now() end
                from batch where q.delivery_id = batch.delivery_id
                returning q.delivery_id
            ), paced as (
                update alerts.release r set paced_at = now() from due where r.subscription_id = due.subscription_id
            )
            update alerts.delivery d set state = 'pending' from freed where d.id = freed.delivery_id
            """;

    private static final String RELEASED = """
            delete from alerts.release r
            where r.asked_at < now() - interval '1 minute'
              and not exists (select from alerts.subscription s
                              where s.id = r.subscription_id and s.enabled and s.deleted_at is null
                                and exists (select from alerts.queue q where not q.ready and q.claim_id is null and q.held
                                            and q.subscription_id = r.subscription_id))
            """;

    /**
     * What is held although nothing keeps it: a fan-out saw the subscription disabled while it was being enabled, or
     * standing while it was being deleted. Of an enabled one the release goes on; of a deleted one it is made ready, and
     * ends when it is claimed. Held rows are due since they were made, so they stand before those that wait for a retry.
     */
    static final String SWEEP = """
            with recursive lane as (
                (select q.subscription_id from alerts.queue q where not q.ready and q.claim_id is null
                 order by q.subscription_id limit 1)
                union all
                select (select q.subscription_id from alerts.queue q
                        where not q.ready and q.claim_id is null and q.subscription_id > l.subscription_id
                        order by q.subscription_id limit 1)
                from lane l where l.subscription_id is not null
            ), stranded as materialized (
                select s.id, s.deleted_at is not null as deleted
                from lane l join alerts.subscription s on s.id = l.subscription_id
                where (s.enabled or s.deleted_at is not null)
                  and not exists (select from alerts.release r where r.subscription_id = s.id)
                  and exists (select from (select q.held from alerts.queue q
                                           where not q.ready and q.claim_id is null and q.subscription_id = s.id
                                           order by q.due_at limit 100) as first where first.held)
            ), released as (
                insert into alerts.release select id, now(), now() from stranded where not deleted
                on conflict do nothing
            )
            update alerts.queue q set held = false, ready = true
            from (select held.delivery_id from stranded s cross join lateral (
                      select q.delivery_id from alerts.queue q
                      where not q.ready and q.claim_id is null and q.held and q.subscription_id = s.id
                      order by q.due_at limit 1000
                      for update skip locked) held
                  where s.deleted) ended
            where q.delivery_id = ended.delivery_id
            """;

    /**
     * Held for longer than its history would be kept: it ends, visibly, and is pruned when that time has passed again. The
     * queue's row is locked first, as everywhere. It is written for the same plan as {@link #PRUNE}.
     */
    private static final String END_HELD = """
            with old as materialized (
                select q.delivery_id from alerts.delivery d join alerts.queue q on q.delivery_id = d.id
                where d.created_at < now() - $1::bigint * interval '1 millisecond' and d.state = 'held' and q.held
                  and coalesce(q.replayed_at, d.created_at) < now() - $1::bigint * interval '1 millisecond'
                limit $2
                for update of q skip locked
            ), ended as (
                delete from alerts.queue q using old where q.delivery_id = old.delivery_id returning q.delivery_id
            )
            update alerts.delivery d set state = 'expired', finished_at = now(), undelivered_at = now()
            from ended where d.id = ended.delivery_id
            """;

    /**
     * What has ended long ago, with its tries. That someone was told of an alert is remembered. It is written for a plan
     * that reads a few blocks of the oldest rows, which the queue's connections do not allow.
     */
    private static final String PRUNE = """
            with old as materialized (
                select id, subscription_id, alert_id, alert_version from alerts.delivery
                where created_at < now() - $1::bigint * interval '1 millisecond'
                  and finished_at < now() - $1::bigint * interval '1 millisecond'
                limit $2
                for update skip locked
            ), remembered as (
                insert into alerts.told as t (alert_id, subscription_id, version)
                select alert_id, subscription_id, min(alert_version) from old where alert_id is not null
                group by alert_id, subscription_id
                order by alert_id, subscription_id
                on conflict (alert_id, subscription_id) do update set version = least(t.version, excluded.version)
            ), tries as (
                delete from alerts.attempt a using old where a.delivery_id = old.id
            )
            delete from alerts.delivery d using old where d.id = old.id
            """;

    /**
     * The oldest of what is due, looked for among the first 10,000 subscriptions that have anything due and do not fail:
     * those wait for their endpoint and not for us. And what PostgreSQL believes to be in the indexes: counting would read
     * them.
     */
    private static final String MEASURE = """
            with recursive lane as (
                (select q.host, q.subscription_id from alerts.queue q where q.ready
                 order by q.host, q.subscription_id limit 1)
                union all
                select next.* from lane l cross join lateral (
                    select q.host, q.subscription_id from alerts.queue q
                    where q.ready and (q.host, q.subscription_id) > (l.host, l.subscription_id)
                    order by q.host, q.subscription_id limit 1) next
            ), first as (
                select (select min(q.due_at) from alerts.queue q
                        where q.ready and q.host = l.host and q.subscription_id = l.subscription_id) as due_at
                from lane l
                where not exists (select from alerts.failing_endpoint f where f.subscription_id = l.subscription_id)
                limit 10000
            ), estimate as (
                select coalesce(max(reltuples) filter (where relname = 'queue_ready'), 0) as ready,
                       coalesce(max(reltuples) filter (where relname = 'queue_parked'), 0)
                           - coalesce(max(reltuples) filter (where relname = 'queue_waiting'), 0) as held
                from pg_class where relnamespace = 'alerts'::regnamespace and relname like 'queue%'
            )
            select greatest(0, coalesce(extract(epoch from now() - min(first.due_at)), 0) * 1000)::bigint,
                   greatest(0, (select ready from estimate))::bigint, greatest(0, (select held from estimate))::bigint
            from first
            """;

    private final Pool queue;
    private final Pool history;
    private final int releaseRate;
    private final Duration retention;

    public UpkeepRepository(@ReactiveDataSource("queue") Pool queue, Pool history, DeliveryConfig config) {
        this.queue = queue;
        this.history = history;
        this.releaseRate = config.releaseRate();
        this.retention = config.retention();
    }

    /**
     * @param oldestDue how long the delivery that is due first has been waiting; zero when nothing is due
     * @param due about how many are due
     * @param held about how many are held
     */
    public record Measured(Duration oldestDue, long due, long held) {}

    /** Makes due what the paces of releases allow; answers how many. */
    public Uni<Integer> release() {
        return queue.preparedQuery(RELEASE)
                .execute(Tuple.of(releaseRate, MOST_RELEASED))
                .map(rows -> rows.rowCount());
    }

    /** Ends releases that have nothing left. */
    public Uni<Void> endReleases() {
        return queue.preparedQuery(RELEASED).execute().replaceWithVoid();
    }

    /** Has what is held although nothing keeps it go on. */
    public Uni<Void> sweep() {
        return queue.preparedQuery(SWEEP).execute().replaceWithVoid();
    }

    /** Ends what is held past its retention; answers how many, at most {@code limit}. */
    public Uni<Integer> endHeld(int limit) {
        return history.preparedQuery(END_HELD)
                .execute(Tuple.of(retention.toMillis(), limit))
                .map(rows -> rows.rowCount());
    }

    /** Deletes what is past its retention; answers how many, at most {@code limit}. */
    public Uni<Integer> prune(int limit) {
        return history.preparedQuery(PRUNE)
                .execute(Tuple.of(retention.toMillis(), limit))
                .map(rows -> rows.rowCount());
    }

    public Uni<Measured> measure() {
        return queue.preparedQuery(MEASURE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Measured(Duration.ofMillis(row.getLong(0)), row.getLong(1), row.getLong(2)));
    }
}
