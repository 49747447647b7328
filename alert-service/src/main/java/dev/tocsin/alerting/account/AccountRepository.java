package dev.tocsin.alerting.account;

import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whose key it is, and all accounts: for the door and the operator, not in anybody's account. */
@Singleton
public class AccountRepository {

    /**
     * One statement for every key, be it good, unknown, revoked, past its end or of a closed account: what it costs tells
     * nothing of it. That a key was used is written at most once a minute, since reading must not become writing.
     */
    private static final String FIND_CALLER = """
            with found as (
                select k.id, k.account_id, k.role, k.scopes, k.last_used_at,
                       least(k.expires_at, case when k.hash <> $1 then k.previous_until end) as ends_at
                from alerts.api_key k join alerts.account a on a.id = k.account_id
                where (k.hash = $1 or k.previous_hash = $1 and k.previous_until > now())
                  and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and a.closed_at is null
            ), used as (
                update alerts.api_key k set last_used_at = now() from found
                where k.id = found.id
                  and (found.last_used_at is null or found.last_used_at < now() - interval '1 minute')
            )
            select id, account_id, role, scopes, ends_at from found
            """;

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;
    private final AuditRepository audit;

    public AccountRepository(Mutiny.SessionFactory sessions, Pool pool, AuditRepository audit) {
        this.sessions = sessions;
        this.pool = pool;
        this.audit = audit;
    }

    /** @param end when the key stops being good, as far as is known today */
    public record Found(Caller caller, Instant end) {}

    /** Whose key it is, unless it is nobody's or has ended; notes that it was used. */
    public Uni<Optional<Found>> findCaller(ApiKey key) {
        return findCaller(key.hash());
    }

    /** The same by the SHA-256 of a key, which is all that a session keeps of it. */
    public Uni<Optional<Found>> findCaller(byte[] keyHash) {
        return pool.preparedQuery(FIND_CALLER)
                .execute(Tuple.of(Buffer.buffer(keyHash)))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(found(rows.iterator().next())));
    }

    /** Whether there is such an account and it is open. */
    public Uni<Boolean> isOpen(String accountId) {
        return pool.preparedQuery("select from alerts.account where id = $1 and closed_at is null")
                .execute(Tuple.of(accountId))
                .map(rows -> rows.size() > 0);
    }

    Uni<Void> create(Caller caller, AccountEntity account, ApiKeyEntity key) {
        return sessions.withTransaction(session -> session.persist(account)
                .chain(session::flush)
                .chain(() -> session.persist(key))
                .chain(session::flush)
                .chain(() -> audit.record(
                        session,
                        caller.did(
                                Action.CREATE,
                                new Target(Target.Kind.ACCOUNT, account.id(), account.id()),
                                Changes.made(Map.of("name", account.name())))))
                .chain(() -> audit.record(
                        session,
                        caller.did(
                                Action.CREATE,
                                new Target(Target.Kind.KEY, key.id(), account.id()),
                                Changes.made(key.properties())))));
    }

    /** Oldest first. */
    Uni<List<AccountEntity>> accounts() {
        return sessions.withSession(
                session -> session.createQuery("from Account a order by a.createdAt, a.id", AccountEntity.class)
                        .getResultList());
    }

    private static Found found(Row row) {
        Role role = Role.of(row.getString("role"));
        OffsetDateTime end = row.getOffsetDateTime("ends_at");
        return new Found(
                new Caller(
                        row.getString("account_id"),
                        row.getString("id"),
                        role,
                        ApiKeyEntity.scopes(role, row.getArrayOfStrings("scopes")),
                        Origin.NONE),
                end == null ? Instant.MAX : end.toInstant());
    }
}
