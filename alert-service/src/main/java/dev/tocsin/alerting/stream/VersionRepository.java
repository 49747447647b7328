package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.alert.AlertFilter.Facts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code alerts.alert_version} in the order of commits. */
@Singleton
class VersionRepository {
    /** What the version before was found by too: a reader who was told of an alert hears that it no longer fits. */
    private static final String FOLLOWING = """
            select v.position, v.type, v.state, v.body::text,
                   v.category, v.status, v.confidence, v.jurisdictions_wide, v.actor_ids, v.actor_names, v.search_text,
                   b.category, b.status, b.confidence, b.jurisdictions_wide, b.actor_ids, b.actor_names,
                   nullif(b.search_text, v.search_text)
            from alerts.alert_version v
            left join alerts.alert_version b on b.alert_id = v.alert_id and b.version = v.version - 1
            where v.position > $1 order by v.position limit $2
            """;

    private static final String BEGIN = """
            select coalesce(min(position), 1) - 1
            from (select position from alerts.alert_version order by position desc limit $1) recent
            """;

    private static final String BOUNDS = """
            select coalesce((select position from alerts.alert_version where created_at < $1
                             order by created_at desc, position desc limit 1), 0),
                   coalesce((select max(position) from alerts.alert_version), 0)
            """;

    private final Pool pool;

    VersionRepository(Pool pool) {
        this.pool = pool;
    }

    /** In their order, also those that are never told as such. */
    Uni<List<Version>> following(Position position, int most) {
        return pool.preparedQuery(FOLLOWING)
                .execute(Tuple.of(position.number(), most))
                .map(rows -> {
                    List<Version> versions = new ArrayList<>();
                    rows.forEach(row -> versions.add(version(row)));
                    return versions;
                });
    }

    /** The position behind which so many versions stand, or as many as there are. */
    Uni<Position> beginOfLast(int most) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(most))
                .map(rows -> new Position(rows.iterator().next().getLong(0)));
    }

    /** Whether a reader may go on from here: it was once given out, and what follows is not older than {@code since}. */
    Uni<Boolean> isKept(Position position, Instant since) {
        return pool.preparedQuery(BOUNDS)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    Row bounds = rows.iterator().next();
                    return position.number() >= bounds.getLong(0) && position.number() <= bounds.getLong(1);
                });
    }

    private static Version version(Row row) {
        Facts facts = facts(row, 4, row.getString(10));
        Facts before = row.getString(11) == null
                ? null
                : facts(row, 11, Optional.ofNullable(row.getString(17)).orElse(facts.searchText()));
        return new Version(
                new Position(row.getLong(0)),
                row.getString(1),
                row.getString(2).equals("standing"),
                facts,
                before,
                row.getString(3));
    }

    private static Facts facts(Row row, int first, String searchText) {
        return new Facts(
                row.getString(first),
                row.getString(first + 1),
                row.getDouble(first + 2),
                set(row.getArrayOfStrings(first + 3)),
                set(row.getArrayOfStrings(first + 4)),
                set(row.getArrayOfStrings(first + 5)),
                searchText);
    }

    private static Set<String> set(String @Nullable [] values) {
        return values == null ? Collections.emptySet() : new HashSet<>(Arrays.asList(values));
    }
}
