package dev.tocsin.alerting.subscription;

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

/** Table {@code alerts.subscription}; what a change means for pending deliveries happens in the same transaction. */
@Singleton
public class SubscriptionRepository {

    static final int MOST_PER_ACCOUNT = 1_000;

    private static final String PAGE = """
            from Subscription s
            where s.deletedAt is null and (:account is null or s.accountId = :account)
              and (:id is null or s.createdAt < :at or (s.createdAt = :at and s.id < :id))
            order by s.createdAt desc, s.id desc
            """;

    private final Mutiny.SessionFactory sessions;
    private final DeliveryRepository deliveries;

    public SubscriptionRepository(Mutiny.SessionFactory sessions, DeliveryRepository deliveries) {
        this.sessions = sessions;
        this.deliveries = deliveries;
    }

    /** Whether there was room for it in its account. */
    Uni<Boolean> add(SubscriptionEntity subscription) {
        return sessions.withTransaction(session -> session.createQuery(
                        "select count(*) from Subscription where accountId = :account and deletedAt is null",
                        Long.class)
                .setParameter("account", subscription.accountId())
                .getSingleResult()
                .chain(count -> count >= MOST_PER_ACCOUNT
                        ? Uni.createFrom().item(false)
                        : session.persist(subscription).replaceWith(true)));
    }

    /** Newest first, one more than asked for when there are more. */
    Uni<List<SubscriptionEntity>> newest(Optional<String> account, Optional<Cursor> after, int limit) {
        return sessions.withSession(session -> session.createQuery(PAGE, SubscriptionEntity.class)
                .setParameter("account", account.orElse(null))
                .setParameter("at", after.map(Cursor::at).orElse(Instant.EPOCH))
                .setParameter("id", after.map(Cursor::id).orElse(null))
                .setMaxResults(limit + 1)
                .getResultList());
    }

    /** Empty when it was deleted or never was. */
    Uni<Optional<SubscriptionEntity>> find(String id) {
        return sessions.withSession(session -> session.find(SubscriptionEntity.class, id))
                .map(SubscriptionRepository::present);
    }

    /** Empty when the subscription is no longer the version that the change was made from. */
    Uni<Optional<SubscriptionEntity>> change(
            String id, int version, SubscriptionDraft draft, byte[] secrets, Optional<Handshake> answer, Instant now) {
        return change(id, version, draft.target().hostAndPort(), row -> {
            row.change(draft, secrets, now);
            answer.ifPresent(said -> row.answered(said, now));
        });
    }

    /** Keeps what the endpoint said; empty when the subscription is no longer the version that was asked for. */
    Uni<Optional<SubscriptionEntity>> answered(String id, int version, Handshake answer, Instant now) {
        return change(id, version, "", row -> row.answeredAnew(answer, now));
    }

    /** @param host that it is to have; empty leaves it */
    private Uni<Optional<SubscriptionEntity>> change(
            String id, int version, String host, Consumer<SubscriptionEntity> change) {
        return sessions.withTransaction(session -> locked(session, id)
                .map(found -> found.filter(row -> row.version() == version))
                .call(found -> found.map(row -> moved(session, row, host).chain(() -> {
                            boolean was = row.enabled();
                            change.accept(row);
                            return was == row.enabled() ? nothing() : switched(session, row);
                        }))
                        .orElseGet(SubscriptionRepository::nothing)));
    }

    /** Empty when the subscription is no longer the version that the keys were rotated from. */
    Uni<Optional<SubscriptionEntity>> rotate(String id, int version, byte[] secrets, Instant now) {
        return sessions.withTransaction(session -> locked(session, id)
                .map(found -> found.filter(row -> row.version() == version))
                .invoke(found -> found.ifPresent(row -> row.rotate(secrets, now))));
    }

    /** Cancels what is pending. */
    Uni<Void> delete(String id, Instant now) {
        return sessions.withTransaction(session -> locked(session, id)
                .call(found -> found.map(row -> {
                            row.delete(now);
                            return deliveries.cancel(session, id);
                        })
                        .orElseGet(SubscriptionRepository::nothing))
                .replaceWithVoid());
    }

    /** Queues a message that is about no alert. */
    Uni<Void> enqueue(String id, String messageId, String type, String data) {
        return sessions.withTransaction(session -> deliveries.enqueue(session, messageId, id, type, data));
    }

    /** While the row still has the host under which its messages are queued. */
    private Uni<Void> moved(Mutiny.Session session, SubscriptionEntity row, String host) {
        return host.isEmpty() || host.equals(row.host()) ? nothing() : deliveries.move(session, row.id(), host);
    }

    private Uni<Void> switched(Mutiny.Session session, SubscriptionEntity row) {
        return row.enabled() ? deliveries.release(session, row.id()) : deliveries.hold(session, row.id());
    }

    private static Uni<Optional<SubscriptionEntity>> locked(Mutiny.Session session, String id) {
        return session.find(SubscriptionEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                .map(SubscriptionRepository::present);
    }

    private static Optional<SubscriptionEntity> present(SubscriptionEntity row) {
        return Optional.ofNullable(row).filter(found -> !found.deleted());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
