package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.lifecycle.Announced;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tables {@code alerts.delivery} and {@code alerts.queue} as those see them who put messages in or take them back: always
 * within the caller's transaction.
 */
@Singleton
public class DeliveryRepository {

    /** The messages that tell an account of its own endpoints. */
    public static final List<String> OPERATIONAL_TYPES = Notice.TYPES;

    /**
     * Whoever was told of an alert, or of one that was merged into it, is told what becomes of it, even if it no longer
     * fits the filter. To whoever was not, any version that fits and stands is the first, or where it
     * does not want those the first of its types. Versions are fanned out as they come about, so only an earlier one counts as told: this one, fanned out again, is what it was.
     *
     * <p>Rows are made in the order of the indexes that grow by subscription: with a million rows in them, pages that are
     * visited one after the other, and not as they come, cost half as much.
     */
    private static final String FAN_OUT = """
            with recursive announced as (
                select v.alert_id, v.version, v.type, a.state = 'standing' as stands, a.category, a.status,
                       a.confidence, a.actor_ids || a.actor_names as actors, a.languages,
                       alerts.places(a.jurisdictions_wide, a.category) as places,
                       case when exists (select from alerts.subscription where words <> '{}')
                            then alerts.words(a.search_text) end as words
                from unnest(cast(:alerts as text[]), cast(:versions as int[])) as n(alert_id, version)
                join alerts.alert_version v on v.alert_id = n.alert_id and v.version = n.version
                join alerts.alert a on a.id = n.alert_id
            ), family as (
                select alert_id, version, alert_id as member_id from announced
                union
                select f.alert_id, f.version, a.id from family f join alerts.alert a on a.merged_into = f.member_id
            ), told as (
                select f.alert_id, f.version, d.subscription_id
                from family f join alerts.delivery d
                  on d.alert_id = f.member_id and (f.member_id <> f.alert_id or d.alert_version < f.version)
                union
                select f.alert_id, f.version, t.subscription_id
                from family f join alerts.told t
                  on t.alert_id = f.member_id and (f.member_id <> f.alert_id or t.version < f.version)
            ), wanted as (
                select r.alert_id, r.version, r.type, s.id as subscription_id, s.host, s.enabled
                from told join announced r using (alert_id, version)
                join alerts.subscription s on s.id = told.subscription_id
                where s.deleted_at is null and r.type = any(s.types)
                union all
                select r.alert_id, r.version, case when 'alert.raised' = any(s.types) then 'alert.raised' else r.type end,
                       s.id, s.host, s.enabled
                from announced r join alerts.subscription s
                  on s.deleted_at is null
                 and case when 'alert.raised' = any(s.types) then r.stands else r.type = any(s.types) end
                 and alerts.fits(s, r.category, r.status, r.confidence, r.places, r.actors, r.languages, r.words)
                where not exists (
                    select from told
                    where told.alert_id = r.alert_id and told.version = r.version and told.subscription_id = s.id)
            ), message as (
                select alerts.message_id(subscription_id, alert_id, version, type) as id, w.* from wanted w
            ), made as (
                insert into alerts.delivery
                    (id, subscription_id, type, alert_id, alert_version, state, attempts, tries, created_at)
                select id, subscription_id, type, alert_id, version,
                       case when enabled then 'pending' else 'held' end, 0, 0, now()
                from message order by subscription_id, id
                on conflict do nothing
                returning id
            )
            insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held)
            select m.id, m.subscription_id, m.host,
                   now() + case when m.enabled then cast(:pause as bigint) else 0 end * interval '1 millisecond',
                   m.enabled and cast(:pause as bigint) = 0, not m.enabled
            from message m join made using (id)
            order by m.host, m.subscription_id
            """;

    private static final String ENQUEUE = """
            with made as (
                insert into alerts.delivery (id, subscription_id, type, body, state, attempts, tries, created_at)
                select :id, s.id, :type, :data, case when s.enabled then 'pending' else 'held' end, 0, 0, now()
                from alerts.subscription s where s.id = :subscription and s.deleted_at is null
                returning id, subscription_id, state
            ), asked as (
                update alerts.failing_endpoint set next_at = now() where subscription_id = :subscription
            )
            insert into alerts.queue (delivery_id, subscription_id, host, due_at, ready, held)
            select m.id, m.subscription_id, s.host, now(), m.state = 'pending', m.state = 'held'
            from made m join alerts.subscription s on s.id = m.subscription_id
            """;

    /**
     * What is queued of subscriptions and not claimed: a try that is under way asks for itself, when it has ended, what has
     * become of the subscription. What is overlooked, because it is being fanned out or claimed at this moment, is seen
     * when it is claimed.
     */
    private static final String MINE = """
            with mine as (
                select q.delivery_id
                from alerts.subscription s cross join lateral (
                    select q.delivery_id from alerts.queue q
                    where q.ready and q.host = s.host and q.subscription_id = s.id
                    union all
                    select q.delivery_id from alerts.queue q
                    where not q.ready and q.claim_id is null and q.subscription_id = s.id) q
                where s.id = any(cast(%1$s as text[]))
            )
            """;

    private static final String CANCEL = MINE.formatted(":ids") + """
            , taken as (
                delete from alerts.queue q using mine
                where q.delivery_id = mine.delivery_id and q.claim_id is null
                returning q.delivery_id
            )
            update alerts.delivery d set state = 'cancelled', finished_at = now(), undelivered_at = now()
            from taken where d.id = taken.delivery_id
            """;

    private static final String HOLD = MINE + """
            , parked as (
                update alerts.queue q set ready = false, held = true, due_at = d.created_at
                from mine join alerts.delivery d on d.id = mine.delivery_id
                where q.delivery_id = mine.delivery_id and q.claim_id is null and not q.held
                returning q.delivery_id
            )
            update alerts.delivery d set state = 'held' from parked where d.id = parked.delivery_id
            """;

    private static final String MOVE = MINE.formatted(":ids") + """
            update alerts.queue q set host = :host
            from mine where q.delivery_id = mine.delivery_id and q.claim_id is null
            """;

    private static final String RELEASE = """
            insert into alerts.release values (:subscription, now(), now() - interval '1 second')
            on conflict (subscription_id) do update set asked_at = now()
            """;

    private static final String FORGIVE = "delete from alerts.failing_endpoint where subscription_id = :subscription";

    private final long firstPauseMillis;

    public DeliveryRepository(DeliveryConfig config) {
        this.firstPauseMillis = config.schedule().get(0).toMillis();
    }

    /**
     * Makes one delivery for each of these alert versions and each subscription that wants it and the type that it is to
     * it, pending or, where the subscription is disabled, held; those made before stay as they are. Nothing is sent here.
     * After the commit, ring {@link DeliveryDispatcher#DUE}.
     *
     * @return how many were made
     */
    public Uni<Integer> fanOut(Mutiny.Session session, List<Announced> announced) {
        if (announced.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return session.createNativeQuery(FAN_OUT)
                .setParameter(
                        "alerts", announced.stream().map(Announced::alertId).toArray(String[]::new))
                .setParameter(
                        "versions", announced.stream().map(Announced::version).toArray(Integer[]::new))
                .setParameter("pause", firstPauseMillis)
                .executeUpdate();
    }

    /**
     * Queues a message that its owner asks for, whatever types were chosen: an endpoint that is left alone since it fails
     * is asked at once.
     *
     * @param data a JSON object
     */
    public Uni<Void> enqueue(
            Mutiny.Session session, String messageId, String subscriptionId, String type, String data) {
        return session.createNativeQuery(ENQUEUE)
                .setParameter("id", messageId)
                .setParameter("subscription", subscriptionId)
                .setParameter("type", type)
                .setParameter("data", data)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Gives up all that is not finished. A try under way may still succeed, and then says so. */
    public Uni<Void> cancel(Mutiny.Session session, String subscriptionId) {
        return ids(session.createNativeQuery(CANCEL), subscriptionId);
    }

    /** Keeps all that is pending until it is released. */
    public Uni<Void> hold(Mutiny.Session session, String subscriptionId) {
        return ids(session.createNativeQuery(HOLD.formatted(":ids")), subscriptionId);
    }

    /** The same in a transaction of the queue's own. */
    Uni<Void> hold(SqlConnection connection, List<String> subscriptionIds) {
        return connection
                .preparedQuery(HOLD.formatted("$1"))
                .execute(Tuple.of(subscriptionIds.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Has what was held flow again, at the pace of tocsin.delivery.release-rate, and forgets earlier failures. */
    public Uni<Void> release(Mutiny.Session session, String subscriptionId) {
        return update(session, RELEASE, subscriptionId).chain(() -> update(session, FORGIVE, subscriptionId));
    }

    /**
     * Has what is queued count to another host, since the URL was changed; to be called before the subscription's own row
     * is written. The failures of the former endpoint are forgotten.
     */
    public Uni<Void> move(Mutiny.Session session, String subscriptionId, String host) {
        return ids(session.createNativeQuery(MOVE).setParameter("host", host), subscriptionId)
                .chain(() -> update(session, FORGIVE, subscriptionId));
    }

    private static Uni<Void> ids(Mutiny.Query<?> query, String subscriptionId) {
        return query.setParameter("ids", new String[] {subscriptionId})
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> update(Mutiny.Session session, String sql, String subscriptionId) {
        return session.createNativeQuery(sql)
                .setParameter("subscription", subscriptionId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
