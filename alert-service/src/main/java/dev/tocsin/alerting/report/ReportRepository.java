package dev.tocsin.alerting.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.report.ContractReader.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Table {@code alerts.report}, a batch at a time. */
@Singleton
public class ReportRepository {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Some 4 kB each. */
    private static final int MOST_REMEMBERED = 4_000;

    private final ContractReader<EventReported> reader = new ContractReader<>(EventReported.class);
    private final Recent<String, EventReported> recent = new Recent<>(MOST_REMEMBERED);

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

    /**
     * Stores reports; gives those that no alert told of yet to their alerts.
     *
     * @param anchors what each is to be found by
     */
    public Uni<Void> store(
            Mutiny.Session session,
            Collection<Placed> reports,
            Function<EventReported, ? extends Collection<Long>> anchors,
            Instant receivedAt) {
        if (reports.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Row> rows = reports.stream()
                .map(placed -> Row.of(placed, anchors.apply(placed.report()), receivedAt))
                .toList();
        return session.createNativeQuery("""
                        insert into alerts.report
                        select * from json_populate_recordset(cast(null as alerts.report), cast(cast(:rows as text) as json))
                        on conflict (id) do update
                        set alert_id = excluded.alert_id, home_alert_id = excluded.home_alert_id, active = excluded.active
                        where report.alert_id is null
                        """)
                .setParameter("rows", write(rows))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Gives stored reports to other alerts, or withdraws them where they are. */
    public Uni<Void> move(Mutiny.Session session, Collection<Placed> reports) {
        if (reports.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("""
                        update alerts.report r set alert_id = n.alert_id, active = cast(n.active as boolean)
                        from unnest(cast(:ids as text[]), cast(:alerts as text[]), cast(:active as text[]))
                             as n(id, alert_id, active)
                        where r.id = n.id
                        """)
                .setParameter("ids", column(reports, placed -> placed.report().reportId()))
                .setParameter("alerts", column(reports, Placed::alertId))
                .setParameter("active", column(reports, placed -> String.valueOf(placed.active())))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All reports of each of these alerts, oldest first, the withdrawn ones too. */
    public Uni<Map<String, List<Placed>>> membersOf(Mutiny.Session session, Collection<String> alertIds) {
        return placed(session, "alert_id", alertIds)
                .map(members -> members.stream()
                        .sorted(Comparator.comparing(Placed::report, EventReported.OLDEST_FIRST))
                        .collect(Collectors.groupingBy(placed -> Objects.requireNonNull(placed.alertId()))));
    }

    /** All reports of these articles. */
    public Uni<List<Placed>> ofArticles(Mutiny.Session session, Collection<String> articleIds) {
        return placed(session, "article_id", articleIds);
    }

    private Uni<List<Placed>> placed(Mutiny.Session session, String column, Collection<String> values) {
        return session.createNativeQuery(
                        "select id, alert_id, home_alert_id, active from alerts.report where " + column
                                + " = any(cast(:values as text[]))",
                        Object[].class)
                .setParameter("values", values.toArray(String[]::new))
                .getResultList()
                .chain(rows -> byId(
                                session,
                                rows.stream().map(row -> (String) row[0]).toList())
                        .map(reports -> rows.stream()
                                .map(row -> new Placed(
                                        Objects.requireNonNull(reports.get((String) row[0])),
                                        (String) row[1],
                                        (String) row[2],
                                        (Boolean) row[3]))
                                .toList()));
    }

    /** Stored reports, by their ids. What a report says never changes, so only those that are not remembered are read. */
    public Uni<Map<String, EventReported>> byId(Mutiny.Session session, Collection<String> ids) {
        Map<String, EventReported> found = new HashMap<>();
        ids.forEach(id -> recent.get(id).ifPresent(report -> found.put(id, report)));
        String[] others =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toArray(String[]::new);
        if (others.length == 0) {
            return Uni.createFrom().item(found);
        }
        return session.createNativeQuery(
                        "select cast(body as text) from alerts.report where id = any(cast(:ids as text[]))",
                        String.class)
                .setParameter("ids", others)
                .getResultList()
                .map(bodies -> {
                    List<EventReported> read = bodies.stream().map(this::read).toList();
                    remember(read);
                    read.forEach(report -> found.put(report.reportId(), report));
                    return found;
                });
    }

    /** @param stored reports as they are stored for good: their transaction is committed */
    public void remember(Collection<EventReported> stored) {
        stored.forEach(report -> recent.put(report.reportId(), report));
    }

    private static String[] column(Collection<Placed> reports, Function<Placed, @Nullable String> value) {
        return reports.stream().map(value).toArray(String[]::new);
    }

    /** Reads a report of our own. */
    public EventReported read(String body) {
        Reading<EventReported> reading = reader.read(body.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted<EventReported> accepted) {
            return accepted.value();
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
            @Nullable String alertId,
            String articleId,
            int articleRevision,
            String category,
            EventReported body,
            Instant receivedAt,
            @Nullable String homeAlertId,
            Collection<Long> anchors,
            boolean active) {
        static Row of(Placed placed, Collection<Long> anchors, Instant receivedAt) {
            EventReported report = placed.report();
            return new Row(
                    report.reportId(),
                    placed.alertId(),
                    report.article().articleId(),
                    report.article().revision(),
                    report.category().wireName(),
                    report,
                    receivedAt,
                    placed.homeAlertId(),
                    anchors,
                    placed.active());
        }
    }
}
