package dev.tocsin.alerting.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.alert.Gathering.Gathered;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tables {@code alerts.alert} and {@code alerts.alert_version}. */
@Singleton
public class AlertRepository {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Mutiny.SessionFactory sessions;
    private final ReportRepository reports;

    public AlertRepository(Mutiny.SessionFactory sessions, ReportRepository reports) {
        this.sessions = sessions;
        this.reports = reports;
    }

    /** Writes alerts, their new versions and the reports that have come to them; returns those that were raised. */
    public Uni<List<AlertRaised>> save(Mutiny.Session session, List<Gathered> gathered, Instant now) {
        if (gathered.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<AlertRow> rows = gathered.stream().map(g -> AlertRow.of(g, now)).toList();
        List<String> types = gathered.stream()
                .map(g -> g.isRaised() ? "alert.raised" : "alert.corroborated")
                .toList();
        Map<String, List<EventReported>> joined =
                gathered.stream().collect(Collectors.toMap(g -> g.before().id(), Gathered::joined));
        return upsert(session, rows)
                .chain(() -> insertVersions(session, rows, types))
                .chain(() -> reports.store(session, joined, now))
                .replaceWith(() -> gathered.stream()
                        .filter(Gathered::isRaised)
                        .map(g -> new AlertRaised(g.before().id(), g.version()))
                        .toList());
    }

    private static Uni<Integer> upsert(Mutiny.Session session, List<AlertRow> rows) {
        return session.createNativeQuery("""
                        insert into alerts.alert
                        select * from json_populate_recordset(cast(null as alerts.alert), cast(cast(:rows as text) as json))
                        on conflict (id) do update set
                            version = excluded.version, status = excluded.status, confidence = excluded.confidence,
                            title = excluded.title, jurisdictions = excluded.jurisdictions,
                            jurisdictions_wide = excluded.jurisdictions_wide, actor_ids = excluded.actor_ids,
                            actor_names = excluded.actor_names, from_code = excluded.from_code,
                            to_code = excluded.to_code, occurred_from = excluded.occurred_from,
                            occurred_to = excluded.occurred_to, first_reported_at = excluded.first_reported_at,
                            last_reported_at = excluded.last_reported_at, updated_at = excluded.updated_at,
                            search_text = excluded.search_text, body = excluded.body
                        """).setParameter("rows", json(rows)).executeUpdate();
    }

    private static Uni<Integer> insertVersions(Mutiny.Session session, List<AlertRow> rows, List<String> types) {
        return session.createNativeQuery("""
                        insert into alerts.alert_version (alert_id, version, type, body, created_at)
                        select a.id, a.version, fresh.type, a.body, a.updated_at
                        from unnest(cast(:ids as text[]), cast(:types as text[])) as fresh(id, type)
                        join alerts.alert a on a.id = fresh.id
                        """)
                .setParameter("ids", column(rows, AlertRow::id))
                .setParameter("types", types.toArray(String[]::new))
                .executeUpdate();
    }

    /** One alert. */
    public Uni<Optional<Alert>> find(String id) {
        return sessions.withSession(session -> session.find(AlertEntity.class, id))
                .map(row -> Optional.ofNullable(row).map(AlertEntity::document));
    }

    /** The newest alerts that a query asks for, one more than its page holds if there are any beyond it. */
    Uni<List<AlertEntity>> newest(AlertQuery query) {
        List<String> where = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        condition(where, values, "category = any(cast(:category as text[]))", "category", query.categories());
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
        String sql = "select id, version, raised_at, body from alerts.alert where " + String.join(" and ", where)
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

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static String json(Object rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Rows are always writable", e);
        }
    }
}
