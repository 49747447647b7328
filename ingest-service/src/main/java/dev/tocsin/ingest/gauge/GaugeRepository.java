package dev.tocsin.ingest.gauge;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts over the tables, by the database's clock. */
@Singleton
public class GaugeRepository {
    private static final Duration LONG_BEFORE_IT_ENDS = Duration.ofHours(1);
    /** Beyond it the exact number says nothing more. */
    private static final int MOST = 100_000;

    /** Each part reads the index of what is due, unsent or waiting, not the table. */
    private static final String NOW = """
            select coalesce((select extract(epoch from now() - next_check_at) from ingest.feed
                              where not disabled order by next_check_at limit 1), 0)::float8 as check_late,
                   (select count(*) from (select from ingest.article where sent_at is null limit $1) u) as unsent,
                   coalesce((select extract(epoch from now() - claimed_until) from ingest.article
                              where sent_at is null order by claimed_until limit 1), 0)::float8 as unsent_late,
                   (select count(*) from ingest.hub_subscription where state = 'ACTIVE') as leases,
                   (select count(*) from ingest.hub_subscription
                     where state = 'ACTIVE' and failures > 0 and lease_until < now() + $2::bigint * interval '1 ms') as leases_ending""";

    private final Pool pool;

    public GaugeRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param checkLateSeconds since when the feed that has waited longest for its check has been due; below zero, none is
     * @param unsent articles that wait for Kafka or for their page, 100,000 at most
     * @param unsentLateSeconds since when the oldest of them should have been sent
     * @param leases places at hubs that are granted
     * @param leasesEnding those that end within the hour, though the hub was asked to renew them
     */
    public record Reading(
            double checkLateSeconds, long unsent, double unsentLateSeconds, long leases, long leasesEnding) {}

    public Uni<Reading> read() {
        return pool.preparedQuery(NOW)
                .execute(Tuple.of(MOST, LONG_BEFORE_IT_ENDS.toMillis()))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Reading(
                            row.getDouble("check_late"),
                            row.getLong("unsent"),
                            row.getDouble("unsent_late"),
                            row.getLong("leases"),
                            row.getLong("leases_ending"));
                });
    }
}
