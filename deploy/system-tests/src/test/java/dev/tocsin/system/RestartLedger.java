package dev.tocsin.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.local.backing.Backing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes webhooks, and holds what came against what the database says was to come. */
final class RestartLedger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final Map<String, Instant> firstByUrl = new ConcurrentHashMap<>();

    private RestartLedger(HttpServer server) {
        this.server = server;
    }

    static RestartLedger start() throws IOException {
        RestartLedger ledger =
                new RestartLedger(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        ledger.server.createContext("/webhook", ledger::take);
        ledger.server.setExecutor(ledger.threads);
        ledger.server.start();
        return ledger;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    /** Whether each article has rung and nothing waits to be delivered. */
    boolean isComplete(Backing backing, Map<String, Instant> accepted) {
        try {
            return firstByUrl.keySet().containsAll(accepted.keySet())
                    && strings(backing, "select id from alerts.delivery where state = 'pending'")
                            .isEmpty();
        } catch (SQLException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Sorted milliseconds from being accepted to the first byte of a webhook that tells of the article. */
    double[] delays(Map<String, Instant> accepted, Instant from, Instant to) {
        return accepted.entrySet().stream()
                .filter(each ->
                        !each.getValue().isBefore(from) && each.getValue().isBefore(to))
                .filter(each -> firstByUrl.containsKey(each.getKey()))
                .mapToDouble(each -> Duration.between(each.getValue(), firstByUrl.get(each.getKey()))
                        .toMillis())
                .sorted()
                .toArray();
    }

    /** Prints what was lost or doubled; whether nothing was. */
    boolean judge(Backing backing, Map<String, Instant> accepted, int refused) throws SQLException {
        Set<String> untold = new HashSet<>(accepted.keySet());
        untold.removeAll(firstByUrl.keySet());
        Set<String> due = strings(backing, "select id from alerts.delivery");
        Set<String> missing = new HashSet<>(due);
        missing.removeAll(times.keySet());
        Set<String> unknown = new HashSet<>(times.keySet());
        unknown.removeAll(due);
        int twoAlerts = strings(
                        backing,
                        "select article_id from alerts.report group by article_id having count(distinct alert_id) > 1")
                .size();
        int twoIds = strings(
                        backing,
                        "select alert_id || ' ' || alert_version from alerts.delivery where alert_id is not null"
                                + " group by alert_id, alert_version having count(*) > 1")
                .size();
        long repeats = times.values().stream().mapToLong(count -> count - 1).sum();
        System.out.printf(
                "%,d articles accepted, %d never; %,d alerts, %,d webhooks due; lost: %d articles, %d webhooks; doubled: %d"
                        + " articles in two alerts, %d versions under two ids, %d unknown ids; %d webhooks came again with"
                        + " the same id%n",
                accepted.size(),
                refused,
                strings(backing, "select id from alerts.alert").size(),
                due.size(),
                untold.size(),
                missing.size(),
                twoAlerts,
                twoIds,
                unknown.size(),
                repeats);
        boolean met = refused + untold.size() + missing.size() + twoAlerts + twoIds + unknown.size() + repeats == 0;
        System.out.printf("%s nothing lost, nothing doubled%n", met ? "met   " : "MISSED");
        return met;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            times.merge(exchange.getRequestHeaders().getFirst("webhook-id"), 1, Integer::sum);
            for (JsonNode report : body.path("data").path("reports")) {
                firstByUrl.putIfAbsent(report.path("url").asText(), now);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static Set<String> strings(Backing backing, String query) throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection connection =
                        DriverManager.getConnection(backing.jdbcUrl(), backing.username(), backing.password());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
