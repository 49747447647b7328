package dev.tocsin.alerting.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.lifecycle.Gathered.Pair;
import dev.tocsin.alerting.report.ReportRepository;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes what has become of alerts: their rows, their versions, their reports and their neighbours. */
@Singleton
public class LifecycleRepository {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Versions of an alert follow each other in time, even if the database's clock was set back meanwhile. */
    private static final String UPSERT = """
            insert into alerts.alert
            select * from json_populate_recordset(cast(null as alerts.alert), cast(cast(:rows as text) as json))
            on conflict (id) do update set
                version = excluded.version, status = excluded.status, confidence = excluded.confidence,
                title = excluded.title, jurisdictions = excluded.jurisdictions,
                jurisdictions_wide = excluded.jurisdictions_wide, actor_ids = excluded.actor_ids,
                actor_names = excluded.actor_names, from_code = excluded.from_code,
                to_code = excluded.to_code, occurred_from = excluded.occurred_from,
                occurred_to = excluded.occurred_to, first_reported_at = excluded.first_reported_at,
                last_reported_at = excluded.last_reported_at,
                updated_at = greatest(excluded.updated_at, alert.updated_at + interval '1 microsecond'),
                search_text = excluded.search_text, languages = excluded.languages, body = excluded.body, state = excluded.state,
                state_reason = excluded.state_reason, merged_into = excluded.merged_into,
                found_by = array(select distinct part from unnest(alert.found_by || excluded.found_by) as part)
            """;

    private static final String CHANGE_STATE = """
            update alerts.alert a
            set version = n.version, updated_at = greatest(n.updated_at, a.updated_at + interval '1 microsecond'),
                body = n.body, state = n.state, state_reason = n.state_reason, merged_into = n.merged_into
            from json_populate_recordset(cast(null as alerts.alert), cast(cast(:rows as text) as json)) n
            where a.id = n.id
            """;

    private static final String SUPERSEDE = """
            update alerts.alert_version v set superseded_at = a.updated_at
            from alerts.alert a
            where a.id = v.alert_id and v.alert_id = any(cast(:ids as text[])) and v.superseded_at is null
            """;

    private static final String INSERT_VERSIONS = """
            insert into alerts.alert_version
                (alert_id, version, type, body, created_at, category, status, state, confidence, jurisdictions_wide,
                 actor_ids, actor_names, search_text, first_reported_at, raised_at, languages, traceparent)
            select a.id, a.version, n.type, cast(n.body as json), a.updated_at, a.category, a.status, a.state,
                   a.confidence, a.jurisdictions_wide, a.actor_ids, a.actor_names, a.search_text,
                   a.first_reported_at, a.raised_at, a.languages, n.traceparent
            from unnest(cast(:ids as text[]), cast(:types as text[]), cast(:bodies as text[]), cast(:traces as text[]))
                 as n(id, type, body, traceparent)
            join alerts.alert a on a.id = n.id
            """;

    private static final String FORGET_NEIGHBOURS = """
            delete from alerts.neighbour
            where alert_id = any(cast(:ids as text[])) and other_id = any(cast(:ids as text[]))
            """;

    private static final String INSERT_NEIGHBOURS = """
            insert into alerts.neighbour
            select * from unnest(cast(:ones as text[]), cast(:others as text[])) on conflict do nothing
            """;

    private final ReportRepository reports;

    public LifecycleRepository(ReportRepository reports) {
        this.reports = reports;
    }

    /**
     * Writes all that has come of a batch; returns the versions that are new.
     *
     * @param traces that the versions belong to, by their alerts' ids
     */
    public Uni<List<Announced>> save(
            Mutiny.Session session, List<Gathered> gathered, Instant now, Map<String, String> traces) {
        List<Outcome> outcomes =
                gathered.stream().flatMap(each -> each.outcomes().stream()).toList();
        List<Outcome> told = outcomes.stream()
                .filter(outcome -> !outcome.reports().isEmpty())
                .toList();
        List<Outcome> left =
                outcomes.stream().filter(outcome -> outcome.reports().isEmpty()).toList();
        // First the alerts, since an alert may have been merged into one that is only being raised.
        return write(
                        session,
                        UPSERT,
                        told.stream().map(each -> AlertRow.of(each, now)).toList())
                .chain(() -> write(
                        session,
                        CHANGE_STATE,
                        left.stream()
                                .map(each -> AlertRow.OfState.of(each, now))
                                .toList()))
                .chain(() -> saveVersions(session, outcomes, traces))
                .chain(() -> reports.store(session, all(gathered, Gathered::stored), Anchors::stored, now))
                .chain(() -> reports.move(session, all(gathered, Gathered::moved)))
                .chain(() -> saveNeighbours(session, gathered))
                .replaceWith(() -> outcomes.stream()
                        .map(outcome -> new Announced(
                                outcome.after().id(), outcome.after().version()))
                        .toList());
    }

    private static Uni<Void> write(Mutiny.Session session, String sql, List<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(sql)
                        .setParameter("rows", json(rows))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    private static Uni<Void> saveVersions(Mutiny.Session session, List<Outcome> outcomes, Map<String, String> traces) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] ids = column(outcomes, outcome -> outcome.after().id());
        return session.createNativeQuery(SUPERSEDE)
                .setParameter("ids", ids)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(INSERT_VERSIONS)
                        .setParameter("ids", ids)
                        .setParameter(
                                "types",
                                column(outcomes, outcome -> outcome.type().wireName()))
                        .setParameter("bodies", column(outcomes, Outcome::data))
                        .setParameter(
                                "traces",
                                column(
                                        outcomes,
                                        outcome -> traces.get(outcome.after().id())))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> saveNeighbours(Mutiny.Session session, List<Gathered> gathered) {
        List<String> known = all(gathered, Gathered::alertIds);
        List<Pair> pairs = all(gathered, Gathered::neighbours);
        Uni<Void> done = Uni.createFrom().voidItem();
        if (!known.isEmpty()) {
            done = done.chain(() -> session.createNativeQuery(FORGET_NEIGHBOURS)
                    .setParameter("ids", known.toArray(String[]::new))
                    .executeUpdate()
                    .replaceWithVoid());
        }
        if (!pairs.isEmpty()) {
            done = done.chain(() -> session.createNativeQuery(INSERT_NEIGHBOURS)
                    .setParameter("ones", column(pairs, Pair::alertId))
                    .setParameter("others", column(pairs, Pair::otherId))
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return done;
    }

    private static <T> List<T> all(List<Gathered> gathered, Function<Gathered, ? extends Collection<T>> of) {
        return gathered.stream().flatMap(each -> of.apply(each).stream()).toList();
    }

    private static <T> String[] column(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static String json(Object rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Rows are always writable", e);
        }
    }

    /** What went wrong first, on one line: what is wrapped around it repeats the statement. */
    public static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root).lines().findFirst().orElse("");
    }

    /**
     * Whether trying again would end the same way: SQLSTATE class 22 (data exception) or 23 (integrity), or a fault of our
     * own that what a record says has led to.
     */
    public static boolean isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException refusal && refusal.getSQLState() != null) {
                return refusal.getSQLState().startsWith("22")
                        || refusal.getSQLState().startsWith("23");
            }
        }
        return failure instanceof IllegalArgumentException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof NullPointerException
                || failure instanceof ArithmeticException;
    }
}
