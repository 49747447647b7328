package dev.tocsin.alerting.alert;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tables {@code alerts.alert} and {@code alerts.alert_version}, to be read. */
@Singleton
public class AlertRepository {
    private static final String NOW = "select id, raised_at, body from alerts.alert";

    /** Every column that is filtered by was kept with every version, under the same name. */
    private static final String THEN = """
            select id, raised_at, body from (select alert_id as id, v.* from alerts.alert_version v) alert
            """;

    /** The first condition says nothing that the second does not; it is what the index is sorted by. */
    private static final String KNOWN_THEN =
            "raised_at <= :asOf and created_at <= :asOf and (superseded_at is null or superseded_at > :asOf)";

    private final Mutiny.SessionFactory sessions;

    public AlertRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** One alert, as it stands or as it stood. */
    public Uni<Optional<Alert>> find(String id, Optional<Instant> asOf) {
        return sessions.withSession(session -> asOf.isEmpty()
                        ? session.find(AlertEntity.class, id)
                        : session.createNativeQuery(THEN + " where id = :id and " + KNOWN_THEN, AlertEntity.class)
                                .setParameter("id", id)
                                .setParameter("asOf", asOf.get())
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(AlertEntity::document));
    }

    /** The newest alerts that a query asks for, one more than its page holds if there are any beyond it. */
    Uni<List<AlertEntity>> newest(AlertQuery query) {
        List<String> where = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        condition(where, values, "category = any(cast(:category as text[]))", "category", query.categories());
        condition(where, values, "state = any(cast(:state as text[]))", "state", query.states());
        query.asOf().ifPresent(at -> condition(where, values, KNOWN_THEN, "asOf", at));
        condition(where, values, "status = any(cast(:status as text[]))", "status", query.statuses());
        condition(where, values, "jurisdictions_wide && cast(:place as text[])", "place", query.jurisdictions());
        condition(
                where,
                values,
                "(actor_ids && cast(:actor as text[]) or actor_names && cast(:actor as text[]))",
                "actor",
                query.actors());
        for (String term : query.terms()) {
            String name = "term" + values.size();
            condition(where, values, "position(:" + name + " in search_text) > 0", name, term);
        }
        query.since().ifPresent(at -> condition(where, values, "first_reported_at >= :since", "since", at));
        query.until().ifPresent(at -> condition(where, values, "first_reported_at < :until", "until", at));
        query.minConfidence().ifPresent(least -> condition(where, values, "confidence >= :least", "least", least));
        query.cursor().ifPresent(cursor -> {
            condition(where, values, "(raised_at, id) < (:cursorAt, :cursorId)", "cursorAt", cursor.at());
            values.put("cursorId", cursor.id());
        });
        String sql = (query.asOf().isEmpty() ? NOW : THEN) + " where " + String.join(" and ", where)
                + " order by raised_at desc, id desc limit :most";
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<AlertEntity> select =
                    session.createNativeQuery(sql, AlertEntity.class).setParameter("most", query.limit() + 1);
            values.forEach(select::setParameter);
            return select.getResultList();
        });
    }

    private static void condition(
            List<String> where, Map<String, Object> values, String sql, String name, Object value) {
        if (value instanceof Collection<?> many) {
            if (!many.isEmpty()) {
                where.add(sql);
                values.put(name, many.stream().map(String::valueOf).toArray(String[]::new));
            }
            return;
        }
        where.add(sql);
        values.put(name, value);
    }
}
