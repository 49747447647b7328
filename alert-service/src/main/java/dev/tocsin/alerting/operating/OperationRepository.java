package dev.tocsin.alerting.operating;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the operator looks at in the database: of all accounts. */
@Singleton
public class OperationRepository {
    private static final String QUEUE = """
            select count(*) filter (where ready) as due,
                   count(*) filter (where not ready and not held) as waiting,
                   count(*) filter (where held) as held,
                   extract(epoch from now() - min(due_at) filter (where ready))::bigint as oldest
            from alerts.queue
            """;

    private static final String FAILING = """
            select s.id, s.name, a.name as account, f.since
            from alerts.failing_endpoint f join alerts.subscription s on s.id = f.subscription_id
            join alerts.account a on a.id = s.account_id
            where s.deleted_at is null
            order by f.since limit 50
            """;

    private static final String ACCOUNTS = """
            select a.id, a.name, count(k.id) filter (where k.revoked_at is null) as keys,
                   max(k.last_used_at) as last_used
            from alerts.account a left join alerts.api_key k on k.account_id = a.id
            group by a.id, a.name order by a.name, a.id limit 200
            """;

    private final Pool pool;

    public OperationRepository(Pool pool) {
        this.pool = pool;
    }

    /** @param oldest how long what is due first has waited */
    public record Depth(long due, long waiting, long held, Duration oldest) {}

    /** An endpoint that has taken nothing since. */
    public record Failing(String id, String name, String account, Instant since) {}

    /** @param keys that count */
    public record Account(String id, String name, long keys, Optional<Instant> lastUsed) {}

    Uni<Depth> queue() {
        return pool.query(QUEUE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Depth(
                        row.getLong("due"),
                        row.getLong("waiting"),
                        row.getLong("held"),
                        Duration.ofSeconds(
                                Optional.ofNullable(row.getLong("oldest")).orElse(0L))));
    }

    Uni<List<Failing>> failing() {
        return pool.query(FAILING)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new Failing(
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("account"),
                                row.getOffsetDateTime("since").toInstant())));
    }

    Uni<List<Account>> accounts() {
        return pool.query(ACCOUNTS)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new Account(
                                row.getString("id"),
                                row.getString("name"),
                                row.getLong("keys"),
                                instant(row.getOffsetDateTime("last_used")))));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
