package dev.tocsin.alerting.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.report.ReportReader.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Table {@code alerts.report}, a batch at a time. */
@Singleton
public class ReportRepository {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final ReportReader reader = new ReportReader();

    /** The reports that are not stored yet, each once, oldest first. */
    public Uni<List<EventReported>> fresh(Mutiny.Session session, Collection<EventReported> reports) {
        Map<String, EventReported> byId = new TreeMap<>();
        reports.forEach(report -> byId.putIfAbsent(report.reportId(), report));
        return session.createNativeQuery(
                        "select id from alerts.report where id = any(cast(:ids as text[]))", String.class)
                .setParameter("ids", byId.keySet().toArray(String[]::new))
                .getResultList()
                .map(known -> {
                    Set<String> stored = new HashSet<>(known);
                    return byId.values().stream()
                            .filter(report -> !stored.contains(report.reportId()))
                            .sorted(EventReported.OLDEST_FIRST)
                            .toList();
                });
    }

    /** Stores reports with the alert that each belongs to. */
    public Uni<Void> store(Mutiny.Session session, Map<String, List<EventReported>> byAlert, Instant receivedAt) {
        List<Row> rows = new ArrayList<>();
        byAlert.forEach((alertId, reports) -> reports.forEach(report -> rows.add(Row.of(alertId, report, receivedAt))));
        return session.createNativeQuery("""
                        insert into alerts.report
                        select * from json_populate_recordset(cast(null as alerts.report), cast(cast(:rows as text) as json))
                        on conflict (id) do nothing
                        """)
                .setParameter("rows", write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All reports of each of these alerts, oldest first. */
    public Uni<Map<String, List<EventReported>>> membersOf(Mutiny.Session session, Collection<String> alertIds) {
        return session.createNativeQuery(
                        "select alert_id, cast(body as text) from alerts.report"
                                + " where alert_id = any(cast(:alerts as text[]))",
                        Object[].class)
                .setParameter("alerts", alertIds.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> (String) row[0],
                                LinkedHashMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.mapping(row -> read((String) row[1]), Collectors.toList()),
                                        reports -> reports.stream()
                                                .sorted(EventReported.OLDEST_FIRST)
                                                .toList()))));
    }

    private EventReported read(String body) {
        Reading reading = reader.read(body.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.report();
        }
        throw new IllegalStateException("A stored report no longer reads: " + reading);
    }

    private static String write(List<Row> rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Rows are always writable", e);
        }
    }

    /** The columns by name. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Row(
            String id,
            String alertId,
            String articleId,
            int articleRevision,
            String category,
            EventReported body,
            Instant receivedAt) {
        static Row of(String alertId, EventReported report, Instant receivedAt) {
            return new Row(
                    report.reportId(),
                    alertId,
                    report.article().articleId(),
                    report.article().revision(),
                    report.category().wireName(),
                    report,
                    receivedAt);
        }
    }
}
