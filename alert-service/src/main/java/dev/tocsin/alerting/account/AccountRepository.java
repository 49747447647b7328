package dev.tocsin.alerting.account;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tables {@code alerts.account} and {@code alerts.api_key}. */
@Singleton
public class AccountRepository {
    private final Mutiny.SessionFactory sessions;

    public AccountRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Whose key it is, unless it is nobody's or has been revoked; notes that it was used. */
    public Uni<Optional<Caller>> findCaller(ApiKey key, Instant now) {
        return sessions.withTransaction(session -> session.createNativeQuery("""
                        update alerts.api_key set last_used_at = :now
                        where hash = :hash and revoked_at is null
                        returning id, account_id, role
                        """, Object[].class)
                .setParameter("now", now)
                .setParameter("hash", key.hash())
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(AccountRepository::caller)));
    }

    private static Caller caller(Object[] row) {
        return new Caller((String) row[1], (String) row[0], Role.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)));
    }

    Uni<Void> create(AccountEntity account, ApiKeyEntity key) {
        return sessions.withTransaction(
                session -> session.persist(account).chain(session::flush).chain(() -> session.persist(key)));
    }

    Uni<Void> create(ApiKeyEntity key) {
        return sessions.withTransaction(session -> session.persist(key));
    }

    /** Oldest first. */
    Uni<List<AccountEntity>> accounts() {
        return sessions.withSession(
                session -> session.createQuery("from Account a order by a.createdAt, a.id", AccountEntity.class)
                        .getResultList());
    }

    /** Oldest first, revoked ones too. */
    Uni<List<ApiKeyEntity>> keysOf(String accountId) {
        return sessions.withSession(session -> session.createQuery(
                        "from ApiKey k where k.accountId = :account order by k.createdAt, k.id", ApiKeyEntity.class)
                .setParameter("account", accountId)
                .getResultList());
    }

    /** Ends a key that the caller may see; says whether there is one. */
    Uni<Boolean> revoke(String keyId, Caller caller, Instant now) {
        return sessions.withTransaction(session -> session.find(ApiKeyEntity.class, keyId)
                .map(key -> {
                    if (key == null || !caller.maySee(key.accountId())) {
                        return false;
                    }
                    key.revoke(now);
                    return true;
                }));
    }
}
