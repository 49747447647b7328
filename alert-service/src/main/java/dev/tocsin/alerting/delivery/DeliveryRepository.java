package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.lifecycle.Announced;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Table {@code alerts.delivery} as those see it who put messages in or take them back: always within the caller's
 * transaction.
 */
@Singleton
public class DeliveryRepository {

    /**
     * Whoever was told of an alert, or of one that was merged into it, is told what becomes of it, even if it no longer
     * fits the filter. To whoever was not, any version that fits and stands is the first. Versions are fanned out as they
     * come about, so only an earlier one counts as told: this one, fanned out again, is what it was.
     */
    private static final String FAN_OUT = """
            with recursive announced as (
                select v.alert_id, v.version, v.type, a.state = 'standing' as stands, a.category, a.status,
                       a.confidence, a.jurisdictions_wide, a.actor_ids || a.actor_names as actors, a.languages
                from unnest(cast(:alerts as text[]), cast(:versions as int[])) as n(alert_id, version)
                join alerts.alert_version v on v.alert_id = n.alert_id and v.version = n.version
                join alerts.alert a on a.id = n.alert_id
            ), family as (
                select alert_id, version, alert_id as member_id from announced
                union
                select f.alert_id, f.version, a.id from family f join alerts.alert a on a.merged_into = f.member_id
            ), told as (
                select distinct f.alert_id, f.version, d.subscription_id
                from family f join alerts.delivery d
                  on d.alert_id = f.member_id and (f.member_id <> f.alert_id or d.alert_version < f.version)
            ), wanted as (
                select r.alert_id, r.version, r.type, s.id as subscription_id
                from told join announced r using (alert_id, version)
                join alerts.subscription s on s.id = told.subscription_id
                where s.enabled and s.deleted_at is null and r.type = any(s.types)
                union all
                select r.alert_id, r.version, 'alert.raised', s.id
                from announced r join alerts.subscription s
                  on s.enabled and s.deleted_at is null and 'alert.raised' = any(s.types)
                 and (s.categories = '{}' or r.category = any(s.categories))
                 and (s.statuses = '{}' or r.status = any(s.statuses))
                 and (s.jurisdictions = '{}' or s.jurisdictions && r.jurisdictions_wide)
                 and (s.actor_keys = '{}' or s.actor_keys && r.actors)
                 and (s.languages = '{}' or s.languages && r.languages)
                 and s.min_confidence <= r.confidence
                where r.stands and not exists (
                    select from told
                    where told.alert_id = r.alert_id and told.version = r.version and told.subscription_id = s.id)
            )
            insert into alerts.delivery
                (id, subscription_id, type, alert_id, alert_version, state, attempts, tries, next_attempt_at,
                 created_at)
            select alerts.message_id(subscription_id, alert_id, version, type), subscription_id, type, alert_id, version,
                   'pending', 0, 0, now() + cast(:pause as bigint) * interval '1 millisecond', now()
            from wanted
            on conflict do nothing
            """;

    private static final String CANCEL = """
            update alerts.delivery set state = 'cancelled', finished_at = now()
            where subscription_id = :subscription and state in ('pending', 'held')
            """;

    private static final String HOLD =
            "update alerts.delivery set state = 'held' where subscription_id = :subscription and state = 'pending'";

    private static final String RELEASE = """
            update alerts.delivery set state = 'pending', next_attempt_at = now()
            where subscription_id = :subscription and state = 'held'
            """;

    private static final String ENQUEUE = """
            insert into alerts.delivery
                (id, subscription_id, type, body, state, attempts, tries, next_attempt_at, created_at)
            values (:id, :subscription, :type, :data, 'pending', 0, 0, now(), now())
            """;

    private final long firstPauseMillis;

    public DeliveryRepository(DeliveryConfig config) {
        this.firstPauseMillis = config.schedule().get(0).toMillis();
    }

    /**
     * Makes one pending delivery for each of these alert versions and each enabled subscription that wants it and the
     * type that it is to it; those made before stay as they are. Nothing is sent here. After the commit, ring {@link DeliveryDispatcher#DUE}.
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

    /** Queues a message that is about no alert, whatever types were chosen; {@code data} is a JSON object. */
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
        return update(session, CANCEL, subscriptionId);
    }

    /** Keeps all that is pending until it is released. */
    public Uni<Void> hold(Mutiny.Session session, String subscriptionId) {
        return update(session, HOLD, subscriptionId);
    }

    /** Makes due what was held. */
    public Uni<Void> release(Mutiny.Session session, String subscriptionId) {
        return update(session, RELEASE, subscriptionId);
    }

    private static Uni<Void> update(Mutiny.Session session, String sql, String subscriptionId) {
        return session.createNativeQuery(sql)
                .setParameter("subscription", subscriptionId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
