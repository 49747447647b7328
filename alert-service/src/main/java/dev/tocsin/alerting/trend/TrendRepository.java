package dev.tocsin.alerting.trend;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Counts by day, in UTC. */
@Singleton
public class TrendRepository {
    /** A picture is worth waiting for, but not for long, and never in the way of alerts. */
    private static final String BOUNDS = "set local statement_timeout = '5s'";

    private static final String ALERTS = """
            select (raised_at at time zone 'UTC')::date as day, category as kind, count(*) as count
            from alerts.alert where raised_at > now() - $1::int * interval '1 day' and state <> 'merged'
            group by 1, 2
            """;

    private static final String DELIVERIES = """
            select (d.created_at at time zone 'UTC')::date as day, d.state as kind, count(*) as count
            from alerts.subscription s join alerts.delivery d on d.subscription_id = s.id
            where d.created_at > now() - $1::int * interval '1 day' and ($2::text is null or s.account_id = $2)
            group by 1, 2
            """;

    private static final String OUTLETS = """
            with told as (
                select r.body -> 'article' ->> 'outlet' as kind, (r.received_at at time zone 'UTC')::date as day
                from alerts.alert a join alerts.report r on r.alert_id = a.id
                where a.raised_at > now() - $1::int * interval '1 day'
                  and r.received_at > now() - $1::int * interval '1 day'
            ), most as (
                select kind from told where kind <> '' group by kind order by count(*) desc, kind limit 8
            )
            select day, kind, count(*) as count from told where kind in (select kind from most) group by 1, 2
            """;

    private final Pool pool;
    private final TenantRepository tenants;

    public TrendRepository(Pool pool, TenantRepository tenants) {
        this.pool = pool;
        this.tenants = tenants;
    }

    /** So many of a kind on a day. */
    public record Count(LocalDate day, String kind, long count) {}

    /** By category. */
    Uni<List<Count>> alerts(int days) {
        return counts(ALERTS, Tuple.of(days));
    }

    /** By state; of all accounts for the operator. */
    Uni<List<Count>> deliveries(Caller caller, int days) {
        return tenants.connection(
                caller,
                connection -> counts(connection, DELIVERIES, Tuple.from(new @Nullable Object[] {
                    days, caller.onlyAccount().orElse(null)
                })));
    }

    /** By outlet: the eight that reported most. */
    Uni<List<Count>> outlets(int days) {
        return counts(OUTLETS, Tuple.of(days));
    }

    private Uni<List<Count>> counts(String sql, Tuple parameters) {
        return pool.withTransaction(connection -> counts(connection, sql, parameters));
    }

    private static Uni<List<Count>> counts(SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .query(BOUNDS)
                .execute()
                .chain(() -> connection.preparedQuery(sql).execute(parameters))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TrendRepository::count)
                        .toList());
    }

    private static Count count(Row row) {
        return new Count(row.getLocalDate("day"), row.getString("kind"), row.getLong("count"));
    }
}
