package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.webhook.Handshake;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Table {@code alerts.subscription}, as its account and the operator see it; what a change means for pending deliveries, and
 * for the audit log, happens in the same transaction.
 */
@Singleton
public class SubscriptionRepository {

    static final int MOST_PER_ACCOUNT = 1_000;

    private static final String PAGE = """
            from Subscription s
            where s.deletedAt is null and (cast(:account as string) is null or s.accountId = :account)
              and (cast(:id as string) is null or s.createdAt < :at or (s.createdAt = :at and s.id < :id))
            order by s.createdAt desc, s.id desc
            """;

    private static final String OWN = """
            from Subscription s
            where s.id = :id and s.deletedAt is null and (cast(:account as string) is null or s.accountId = :account)
            """;

    private final TenantRepository tenants;
    private final DeliveryRepository deliveries;
    private final AuditRepository audit;

    public SubscriptionRepository(TenantRepository tenants, DeliveryRepository deliveries, AuditRepository audit) {
        this.tenants = tenants;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /** Whether there was room for it in its account. */
    Uni<Boolean> add(Caller caller, SubscriptionEntity subscription) {
        return tenants.session(
                caller,
                session -> session.createQuery(
                                "select count(*) from Subscription where accountId = :account and deletedAt is null",
                                Long.class)
                        .setParameter("account", subscription.accountId())
                        .getSingleResult()
                        .chain(count -> count >= MOST_PER_ACCOUNT
                                ? Uni.createFrom().item(false)
                                : session.persist(subscription)
                                        .chain(session::flush)
                                        .chain(() -> written(
                                                session,
                                                caller,
                                                Action.CREATE,
                                                subscription,
                                                Changes.made(subscription.properties())))
                                        .replaceWith(true)));
    }

    /** Newest first, one more than asked for when there are more. */
    Uni<List<SubscriptionEntity>> newest(Caller caller, Optional<Cursor> after, int limit) {
        return tenants.session(
                caller,
                session -> session.createQuery(PAGE, SubscriptionEntity.class)
                        .setParameter("account", caller.onlyAccount().orElse(null))
                        .setParameter("at", after.map(Cursor::at).orElse(Instant.EPOCH))
                        .setParameter("id", after.map(Cursor::id).orElse(null))
                        .setMaxResults(limit + 1)
                        .getResultList());
    }

    /** Empty when it was deleted, never was, or is another account's. */
    Uni<Optional<SubscriptionEntity>> find(Caller caller, String id) {
        return tenants.session(
                caller,
                session -> own(session, caller, id).getSingleResultOrNull().map(Optional::ofNullable));
    }

    /** Empty when the subscription is no longer the version that the change was made from. */
    Uni<Optional<SubscriptionEntity>> change(
            Caller caller,
            String id,
            int version,
            SubscriptionDraft draft,
            byte[] secrets,
            Optional<Handshake> answer,
            Instant now) {
        return change(caller, Action.CHANGE, id, version, draft.target().hostAndPort(), row -> {
            row.change(draft, secrets, now);
            answer.ifPresent(said -> row.answered(said, now));
        });
    }

    /** Keeps what the endpoint said; empty when the subscription is no longer the version that was asked for. */
    Uni<Optional<SubscriptionEntity>> answered(Caller caller, String id, int version, Handshake answer, Instant now) {
        return change(caller, Action.HANDSHAKE, id, version, "", row -> row.answeredAnew(answer, now));
    }

    /** Empty when the subscription is no longer the version that the keys were rotated from. */
    Uni<Optional<SubscriptionEntity>> rotate(Caller caller, String id, int version, byte[] secrets, Instant now) {
        return change(caller, Action.ROTATE, id, version, "", row -> row.rotate(secrets, now));
    }

    /** @param host that it is to have; empty leaves it */
    private Uni<Optional<SubscriptionEntity>> change(
            Caller caller, Action action, String id, int version, String host, Consumer<SubscriptionEntity> change) {
        return tenants.session(
                caller,
                session -> locked(session, caller, id)
                        .map(found -> found.filter(row -> row.version() == version))
                        .call(found -> found.map(row -> moved(session, row, host)
                                        .chain(() -> {
                                            boolean was = row.enabled();
                                            var before = row.properties();
                                            change.accept(row);
                                            Changes changes = Changes.between(before, row.properties());
                                            Uni<Void> switched =
                                                    was == row.enabled() ? nothing() : switched(session, row);
                                            return switched.chain(session::flush)
                                                    .chain(() -> written(session, caller, action, row, changes));
                                        }))
                                .orElseGet(SubscriptionRepository::nothing)));
    }

    /** Cancels what is pending; says whether there was one. */
    Uni<Boolean> delete(Caller caller, String id, Instant now) {
        return tenants.session(
                caller,
                session -> locked(session, caller, id)
                        .call(found -> found.map(row -> {
                                    row.delete(now);
                                    return deliveries
                                            .cancel(session, id)
                                            .chain(session::flush)
                                            .chain(() -> written(session, caller, Action.DELETE, row, Changes.NONE));
                                })
                                .orElseGet(SubscriptionRepository::nothing))
                        .map(Optional::isPresent));
    }

    /** Queues a message that is about no alert. */
    Uni<Void> enqueue(Caller caller, SubscriptionEntity row, String messageId, String type, String data) {
        return tenants.session(
                caller,
                session -> deliveries
                        .enqueue(session, messageId, row.id(), type, data)
                        .chain(() -> written(session, caller, Action.TEST, row, Changes.of("messageId", messageId))));
    }

    /** While the row still has the host under which its messages are queued. */
    private Uni<Void> moved(Mutiny.Session session, SubscriptionEntity row, String host) {
        return host.isEmpty() || host.equals(row.host()) ? nothing() : deliveries.move(session, row.id(), host);
    }

    private Uni<Void> switched(Mutiny.Session session, SubscriptionEntity row) {
        return row.enabled() ? deliveries.release(session, row.id()) : deliveries.hold(session, row.id());
    }

    private Uni<Void> written(
            Mutiny.Session session, Caller caller, Action action, SubscriptionEntity row, Changes changes) {
        return audit.record(
                session, caller.did(action, new Target(Target.Kind.SUBSCRIPTION, row.id(), row.accountId()), changes));
    }

    private static Mutiny.SelectionQuery<SubscriptionEntity> own(Mutiny.Session session, Caller caller, String id) {
        return session.createQuery(OWN, SubscriptionEntity.class)
                .setParameter("id", id)
                .setParameter("account", caller.onlyAccount().orElse(null));
    }

    private static Uni<Optional<SubscriptionEntity>> locked(Mutiny.Session session, Caller caller, String id) {
        return own(session, caller, id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
