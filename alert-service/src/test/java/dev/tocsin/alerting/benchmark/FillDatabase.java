package dev.tocsin.alerting.benchmark;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.alert.Facets;
import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Reports;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills the database of a service with alerts of one report each, as the service itself would have stored them. Indexes are
 * made afterwards: row by row, a million alerts would take hours.
 */
public final class FillDatabase {
    private static final int THREADS = 2;

    private static final String ALERT =
            "copy alerts.alert (id, version, category, status, confidence, title, jurisdictions,"
                    + " jurisdictions_wide, actor_ids, actor_names, from_code, to_code, occurred_from, occurred_to,"
                    + " first_reported_at, last_reported_at, raised_at, updated_at, search_text, body, languages, found_by)"
                    + " from stdin";
    private static final String VERSION =
            "copy alerts.alert_version (alert_id, version, type, body, created_at, category,"
                    + " status, state, confidence, jurisdictions_wide, actor_ids, actor_names, search_text, first_reported_at,"
                    + " raised_at) from stdin";
    private static final String REPORT =
            "copy alerts.report (id, alert_id, article_id, article_revision, category, body,"
                    + " received_at, home_alert_id, anchors) from stdin";
    private static final String ARTICLE = "copy alerts.article (article_id, revision) from stdin";

    private final String url;
    private final String user;
    private final String password;

    private FillDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** @param args JDBC address, user, password, and how many alerts */
    public static void main(String[] args) throws Exception {
        new FillDatabase(args[0], args[1], args[2]).fill(Integer.parseInt(args[3]));
    }

    private void fill(int count) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> indexes = new ArrayList<>();
            List<String> names = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("select i.indexname, i.indexdef from pg_indexes i"
                    + " where i.schemaname = 'alerts' and i.tablename in ('alert', 'alert_version', 'report')"
                    // The service runs meanwhile, and looks every second for what follows a position.
                    + " and i.indexname <> 'alert_version_position'"
                    + " and not exists (select from pg_constraint c where c.conname = i.indexname)")) {
                while (found.next()) {
                    names.add(found.getString(1));
                    indexes.add(found.getString(2));
                }
            }
            for (String name : names) {
                statement.execute("drop index alerts." + name);
            }
            copy(count);
            statement.execute("set maintenance_work_mem = '1GB'");
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private void copy(int count) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < THREADS; part++) {
                int first = part;
                parts.add(threads.submit(() -> {
                    copyEach(first, count);
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void copyEach(int first, int count) throws SQLException {
        Events events = new Events(count);
        List<Connection> connections = new ArrayList<>();
        List<CopyIn> copies = new ArrayList<>();
        try {
            for (String sql : List.of(ALERT, VERSION, REPORT, ARTICLE)) {
                Connection connection = connect();
                connections.add(connection);
                // The rows refer to one another and come side by side.
                connection.createStatement().execute("set session_replication_role = replica");
                copies.add(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
            }
            for (int event = first; event < count; event += THREADS) {
                store(event, events.ofHistory(event, 0), copies);
            }
            for (CopyIn copy : copies) {
                copy.endCopy();
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static void store(int event, EventReported report, List<CopyIn> copies) throws SQLException {
        String id = Reports.id("alr", event);
        Alert alert = Composition.compose(id, 1, List.of(report));
        Facets facets = Facets.of(List.of(report));
        String body = alert.toJson();
        String category = report.category().wireName();
        String status = alert.status().wireName();
        Object at = report.reportedAt();
        row(
                copies.get(0),
                id,
                1,
                category,
                status,
                alert.confidence(),
                alert.title(),
                alert.jurisdictions(),
                facets.jurisdictions(),
                facets.actorIds(),
                facets.actorNames(),
                code(alert.from()),
                code(alert.to()),
                facets.window().from(),
                facets.window().to(),
                alert.firstReportedAt(),
                alert.lastReportedAt(),
                at,
                at,
                facets.searchText(),
                body,
                facets.languages(),
                facets.foundBy());
        row(
                copies.get(1),
                id,
                1,
                "alert.raised",
                body,
                at,
                category,
                status,
                "standing",
                alert.confidence(),
                facets.jurisdictions(),
                facets.actorIds(),
                facets.actorNames(),
                facets.searchText(),
                alert.firstReportedAt(),
                at);
        String article = report.article().articleId();
        row(
                copies.get(2),
                report.reportId(),
                id,
                article,
                1,
                category,
                new String(Reports.toJson(report), StandardCharsets.UTF_8),
                at,
                id,
                Anchors.stored(report));
        row(copies.get(3), article, 1);
    }

    private static @Nullable String code(@Nullable Place place) {
        return place == null ? null : place.code();
    }

    private static void row(CopyIn copy, @Nullable Object... values) throws SQLException {
        String line = Arrays.stream(values).map(FillDatabase::text).collect(Collectors.joining("\t", "", "\n"));
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "\\N";
        }
        String text = value instanceof Collection<?> items
                ? items.stream()
                        .map(item ->
                                "\"" + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", "{", "}"))
                : value.toString();
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
