package dev.tocsin.alerting.alert;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tables {@code alerts.alert} and {@code alerts.alert_version}, to be read. */
@Singleton
public class AlertRepository {
    /** Nobody reads a greater number otherwise than as "many". */
    static final int MOST_COUNTED = 1_000;

    private static final String THEN = """
            select alert_id as id, version, raised_at, created_at as updated_at, cast(body as text) as body
            from alerts.alert_version
            where alert_id = :id and created_at <= :asOf and (superseded_at is null or superseded_at > :asOf)
            """;

    private final Mutiny.SessionFactory sessions;

    public AlertRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** One alert, as it stands or as it stood. */
    public Uni<Optional<Alert>> find(String id, Optional<Instant> asOf) {
        return sessions.withSession(session -> asOf.isEmpty()
                        ? session.find(AlertEntity.class, id)
                        : session.createNativeQuery(THEN, AlertEntity.class)
                                .setParameter("id", id)
                                .setParameter("asOf", asOf.get())
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(AlertEntity::document));
    }

    /** The alerts that a query asks for, one more than its page holds if there are any beyond it. */
    Uni<List<AlertEntity>> list(AlertQuery query) {
        AlertListing listing = new AlertListing(query);
        Uni<List<AlertEntity>> whole = rows(listing, listing.whole());
        if (!listing.isLookedUp()) {
            return whole;
        }
        return rows(listing, listing.amongFirst(AlertListing.WALKED)).chain(first -> {
            if (first.size() > query.limit()) {
                return Uni.createFrom().item(first);
            }
            return isCommon(first.size(), query)
                    ? rows(listing, listing.amongFirst(AlertListing.WALKED_ON))
                            .chain(more -> more.size() > query.limit()
                                    ? Uni.createFrom().item(more)
                                    : whole)
                    : whole;
        });
    }

    /** Whether so many among the first rows promise two pages among those that would be looked through next. */
    static boolean isCommon(int amongFirst, AlertQuery query) {
        return amongFirst * (AlertListing.WALKED_ON / AlertListing.WALKED) >= 2 * query.limit();
    }

    /** How many alerts a query finds on all its pages, by category; of {@link #MOST_COUNTED} of them only. */
    Uni<Map<String, Long>> counts(AlertQuery query) {
        AlertListing listing = new AlertListing(query);
        String sql = listing.counted(MOST_COUNTED);
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<Object[]> select = session.createNativeQuery(sql, Object[].class);
            listing.values(sql).forEach(select::setParameter);
            return select.getResultList()
                    .map(rows -> rows.stream()
                            .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue())));
        });
    }

    private Uni<List<AlertEntity>> rows(AlertListing listing, String sql) {
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<AlertEntity> select = session.createNativeQuery(sql, AlertEntity.class);
            listing.values(sql).forEach(select::setParameter);
            return select.getResultList();
        });
    }
}
