package dev.tocsin.alerting.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens the transaction in which a caller's request reads and writes. That of an account's caller takes on the role
 * {@code tocsin_tenant}, to which row-level security shows the rows of that account and no others, whatever a statement
 * forgets to ask: the second wall behind the account in every statement. Role and account end with the transaction, so the
 * connection goes back to its pool as it came. The operator's are the database user's own, as those of the background are.
 */
@Singleton
public class TenantRepository {
    private static final String ENTER =
            "select set_config('role', 'tocsin_tenant', true), set_config('tocsin.account', %s, true)";

    private final Mutiny.SessionFactory sessions;
    private final Pool pool;

    public TenantRepository(Mutiny.SessionFactory sessions, Pool pool) {
        this.sessions = sessions;
        this.pool = pool;
    }

    /** A transaction of entities. */
    public <T> Uni<T> session(Caller caller, Function<Mutiny.Session, Uni<T>> work) {
        return sessions.withTransaction(session -> caller.onlyAccount()
                .map(account -> session.createNativeQuery(ENTER.formatted(":account"), Object[].class)
                        .setParameter("account", account)
                        .getSingleResult()
                        .chain(() -> work.apply(session)))
                .orElseGet(() -> work.apply(session)));
    }

    /** A transaction of plain statements. */
    public <T> Uni<T> connection(Caller caller, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> caller.onlyAccount()
                .map(account -> connection
                        .preparedQuery(ENTER.formatted("$1"))
                        .execute(Tuple.of(account))
                        .chain(() -> work.apply(connection)))
                .orElseGet(() -> work.apply(connection)));
    }
}
