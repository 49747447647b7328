package dev.tocsin.alerting.account;

import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Changes.Secret;
import dev.tocsin.alerting.audit.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code alerts.api_key}, as its accounts and the operator change it. */
@Singleton
public class KeyRepository {
    /** That may be good at the same time: a key for each program of a firm, and none for a loop gone wild. */
    static final int MOST_PER_ACCOUNT = 100;

    /** One at a time of an account, so that the limit holds; until the transaction's end. */
    private static final String IN_TURN =
            "select cast(pg_advisory_xact_lock(hashtextextended('keys ' || :account, 0)) as text)";

    /** That are neither revoked nor at their end, of accounts that are open. */
    private static final String HOLDING = """
            select k.id from alerts.api_key k join alerts.account a on a.id = k.account_id
            where k.id = any($1) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
              and a.closed_at is null
            """;

    private final TenantRepository tenants;
    private final AuditRepository audit;
    private final Pool pool;

    public KeyRepository(TenantRepository tenants, AuditRepository audit, Pool pool) {
        this.tenants = tenants;
        this.audit = audit;
        this.pool = pool;
    }

    /** Those of these keys that hold, for what goes on after a request was let in. */
    public Uni<Set<String>> holding(Collection<String> keyIds) {
        return pool.preparedQuery(HOLDING)
                .execute(Tuple.of(keyIds.toArray(String[]::new)))
                .map(rows -> {
                    Set<String> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.getString(0)));
                    return ids;
                });
    }

    /** What came of making a key. */
    enum Made {
        DONE,
        /** The account has as many as it may have. */
        FULL,
        NO_ACCOUNT
    }

    Uni<Made> create(Caller caller, ApiKeyEntity key) {
        return tenants.session(
                caller,
                session -> session.find(AccountEntity.class, key.accountId())
                        .chain(account -> account == null
                                ? Uni.createFrom().item(Made.NO_ACCOUNT)
                                : session.createNativeQuery(IN_TURN, String.class)
                                        .setParameter("account", key.accountId())
                                        .getSingleResult()
                                        .chain(() -> live(session, key.accountId(), key.createdAt()))
                                        .chain(live -> live >= MOST_PER_ACCOUNT
                                                ? Uni.createFrom().item(Made.FULL)
                                                : session.persist(key)
                                                        .chain(session::flush)
                                                        .chain(() -> written(
                                                                session,
                                                                caller,
                                                                Action.CREATE,
                                                                key,
                                                                Changes.made(key.properties())))
                                                        .replaceWith(Made.DONE))));
    }

    /** Oldest first, revoked ones too; empty where the caller sees no such account. */
    Uni<Optional<List<ApiKeyEntity>>> keysOf(Caller caller, String accountId) {
        return tenants.session(
                caller,
                session -> session.createQuery(
                                "from Account a where a.id = :id and (cast(:account as string) is null or a.id = :account)",
                                AccountEntity.class)
                        .setParameter("id", accountId)
                        .setParameter("account", caller.onlyAccount().orElse(null))
                        .getSingleResultOrNull()
                        .chain(account -> account == null
                                ? Uni.createFrom().item(Optional.empty())
                                : session.createQuery(
                                                "from ApiKey k where k.accountId = :account order by k.createdAt, k.id",
                                                ApiKeyEntity.class)
                                        .setParameter("account", accountId)
                                        .getResultList()
                                        .map(Optional::of)));
    }

    Uni<Optional<ApiKeyEntity>> revoke(Caller caller, String id, Instant now) {
        return change(caller, id, Action.REVOKE, key -> key.revoke(now), key -> Changes.NONE);
    }

    Uni<Optional<ApiKeyEntity>> rename(Caller caller, String id, String name) {
        return change(caller, id, Action.CHANGE, key -> key.rename(name), key -> Changes.NONE);
    }

    /** @param allowed throws for a key that may not be rotated */
    Uni<Optional<ApiKeyEntity>> rotate(
            Caller caller, String id, Consumer<ApiKeyEntity> allowed, ApiKey next, Duration overlap, Instant now) {
        return change(
                caller,
                id,
                Action.ROTATE,
                key -> {
                    allowed.accept(key);
                    key.rotate(next, overlap, now);
                },
                key -> Changes.of("key", new Secret(next.prefix())));
    }

    private Uni<Optional<ApiKeyEntity>> change(
            Caller caller,
            String id,
            Action action,
            Consumer<ApiKeyEntity> change,
            Function<ApiKeyEntity, Changes> besides) {
        return tenants.session(
                caller,
                session -> session.createQuery(
                                "from ApiKey k where k.id = :id and (cast(:account as string) is null or k.accountId = :account)",
                                ApiKeyEntity.class)
                        .setParameter("id", id)
                        .setParameter("account", caller.onlyAccount().orElse(null))
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull()
                        .call(key -> {
                            if (key == null) {
                                return Uni.createFrom().voidItem();
                            }
                            var before = key.properties();
                            change.accept(key);
                            Changes changes = action == Action.CHANGE
                                    ? Changes.between(before, key.properties())
                                    : besides.apply(key);
                            return session.flush().chain(() -> written(session, caller, action, key, changes));
                        })
                        .map(Optional::ofNullable));
    }

    private Uni<Void> written(Mutiny.Session session, Caller caller, Action action, ApiKeyEntity key, Changes changes) {
        return audit.record(
                session, caller.did(action, new Target(Target.Kind.KEY, key.id(), key.accountId()), changes));
    }

    private static Uni<Long> live(Mutiny.Session session, String accountId, Instant now) {
        return session.createQuery(
                        "select count(*) from ApiKey k where k.accountId = :account and k.revokedAt is null"
                                + " and (k.expiresAt is null or k.expiresAt > :now)",
                        Long.class)
                .setParameter("account", accountId)
                .setParameter("now", now)
                .getSingleResult();
    }
}
