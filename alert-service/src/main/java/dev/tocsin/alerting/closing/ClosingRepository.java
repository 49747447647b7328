package dev.tocsin.alerting.closing;

import dev.tocsin.alerting.account.AccountEntity;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Closes an account and opens it again, in one transaction with what that means for its subscriptions. They are disabled as
 * their owner would, so that neither fan-out nor claim has to ask for the account: what is queued is held, and flows when
 * the account is opened again within the retention of deliveries.
 */
@Singleton
public class ClosingRepository {
    private static final String DISABLE = """
            update alerts.subscription
            set closed = true, enabled = false, state_reason = 'the account is closed', version = version + 1,
                updated_at = now()
            where account_id = :account and enabled and deleted_at is null
            returning id
            """;

    private static final String ENABLE = """
            update alerts.subscription
            set closed = false, enabled = true, state_reason = null, version = version + 1, updated_at = now()
            where account_id = :account and closed and not enabled and deleted_at is null
            returning id
            """;

    /** Those that the operator has enabled one by one meanwhile. */
    private static final String SETTLE =
            "update alerts.subscription set closed = false where account_id = :account and closed";

    private final TenantRepository tenants;
    private final DeliveryRepository deliveries;
    private final AuditRepository audit;

    public ClosingRepository(TenantRepository tenants, DeliveryRepository deliveries, AuditRepository audit) {
        this.tenants = tenants;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    /** Empty where there is no such account; one that is closed stays as it is. */
    Uni<Optional<AccountEntity>> close(Caller caller, String id, String reason, Instant now) {
        return locked(caller, id, session -> account -> {
            if (account.closed()) {
                return Uni.createFrom().voidItem();
            }
            account.close(reason, now);
            return each(session, DISABLE, id, subscription -> deliveries.hold(session, subscription))
                    .chain(() -> written(session, caller, Action.CLOSE, id, Changes.of("reason", reason)));
        });
    }

    /** Empty where there is no such account; one that is open stays as it is. */
    Uni<Optional<AccountEntity>> reopen(Caller caller, String id) {
        return locked(caller, id, session -> account -> {
            if (!account.closed()) {
                return Uni.createFrom().voidItem();
            }
            account.reopen();
            return each(session, ENABLE, id, subscription -> deliveries.release(session, subscription))
                    .chain(() -> session.createNativeQuery(SETTLE)
                            .setParameter("account", id)
                            .executeUpdate())
                    .chain(() -> written(session, caller, Action.REOPEN, id, Changes.NONE));
        });
    }

    private Uni<Optional<AccountEntity>> locked(
            Caller caller, String id, Function<Mutiny.Session, Function<AccountEntity, Uni<Void>>> work) {
        return tenants.session(
                caller,
                session -> session.find(AccountEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .call(account -> account == null
                                ? Uni.createFrom().voidItem()
                                : work.apply(session).apply(account))
                        .map(Optional::ofNullable));
    }

    /** One after the other: a session has one connection. */
    private static Uni<Void> each(
            Mutiny.Session session, String sql, String accountId, Function<String, Uni<Void>> work) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("account", accountId)
                .getResultList()
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(work::apply)
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> written(Mutiny.Session session, Caller caller, Action action, String id, Changes changes) {
        return session.flush()
                .chain(() ->
                        audit.record(session, caller.did(action, new Target(Target.Kind.ACCOUNT, id, id), changes)));
    }
}
