package dev.tocsin.alerting.subscribing;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads from deliveries how endpoints are. */
@Singleton
public class HealthRepository {
    private static final String HEALTH = """
            select n.id, f.since,
                   count(d.id) filter (where d.state = 'delivered') as delivered,
                   count(d.id) filter (where d.state in ('failed', 'expired')) as failed,
                   count(d.id) filter (where d.state in ('pending', 'held')) as waiting
            from unnest($1::text[]) as n(id)
            left join alerts.failing_endpoint f on f.subscription_id = n.id
            left join alerts.delivery d on d.subscription_id = n.id and d.created_at > now() - interval '7 days'
            group by n.id, f.since
            """;

    private final TenantRepository tenants;

    public HealthRepository(TenantRepository tenants) {
        this.tenants = tenants;
    }

    /** By subscription. */
    public Uni<Map<String, EndpointHealth>> of(Caller caller, Collection<String> subscriptionIds) {
        return tenants.connection(
                        caller,
                        connection -> connection
                                .preparedQuery(HEALTH)
                                .execute(Tuple.of(subscriptionIds.toArray(String[]::new))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString("id"), HealthRepository::health)));
    }

    private static EndpointHealth health(Row row) {
        return new EndpointHealth(
                row.getLong("delivered"),
                row.getLong("failed"),
                row.getLong("waiting"),
                Optional.ofNullable(row.getOffsetDateTime("since")).map(at -> at.toInstant()));
    }
}
