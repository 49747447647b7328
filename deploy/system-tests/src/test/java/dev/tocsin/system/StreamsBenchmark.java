package dev.tocsin.system;

import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.Progress;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two alert-services on one database, and very many readers of their streams on the loopback: whether each reader is told of
 * each alert once, whichever service it reads and whichever stored the alert, and how long after the commit. Run by {@code
 * deploy/system-tests/benchmark streams}; stops what it starts.
 */
public final class StreamsBenchmark implements AutoCloseable {
    private static final String AS_IN_PRODUCTION = "-XX:TieredStopAtLevel=4 -Xmx512m";
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TOPIC = "event.reported.v1";
    private static final String[] CATEGORIES = {"mining_ban", "relocation", "nft_launch", "city_invitation"};
    private static final int STREAM = 10_000;
    /** At a time, and how often: 20 alerts a second. */
    private static final int BURST = 10;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int WARM_UP = 40;
    private static final double BAR_MILLIS = 1_000;

    private final EmbeddedBacking backing;
    private final List<Stack> services = new ArrayList<>();
    private final AlertStock stock;
    private final StreamCrowd crowd = new StreamCrowd();
    private int sent;

    private StreamsBenchmark(Path home, String classPath, int readers) throws Exception {
        ToolProcess.run(classPath, "AlertStream", home.resolve("stream.jsonl"), STREAM);
        int[] ports = FreePorts.take(3);
        backing = EmbeddedBacking.start(
                new EmbeddedBacking.Place(
                        home.resolve("data"),
                        home.resolve("logs"),
                        home.resolve("binaries"),
                        ports[0],
                        ports[1],
                        ports[2]),
                Progress.SILENT);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
        stock = new AlertStock(backing.kafkaBootstrapServers(), home.resolve("stream.jsonl"));
        for (String name : List.of("one", "two")) {
            Stack service = new Stack(StackOptions.in(home.resolve(name))
                    .on(backing)
                    .with("_JAVA_OPTIONS", AS_IN_PRODUCTION)
                    .with("QUARKUS_LOG_LEVEL", "WARN")
                    .with("TOCSIN_SECRETS_KEYS", KEY)
                    .with("TOCSIN_STREAM_PER_KEY", String.valueOf(readers))
                    .with("TOCSIN_STREAM_PER_REPLICA", String.valueOf(readers)));
            services.add(service);
            service.start(Role.ALERT);
        }
    }

    /** @param args the class path of what makes alerts, how many readers, how many alerts */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        int readers = Integer.parseInt(args[1]);
        int alerts = Integer.parseInt(args[2]);
        boolean met;
        try (StreamsBenchmark bench = new StreamsBenchmark(home, args[0], readers)) {
            met = bench.run(readers, alerts);
        }
        System.out.println("logs: " + home);
        System.exit(met ? 0 : 1);
    }

    private boolean run(int readers, int alerts) throws Exception {
        for (int reader = 0; reader < readers; reader++) {
            Stack service = services.get(reader % services.size());
            crowd.join(service.uri(Role.ALERT), service.apiKey());
        }
        require("connect", () -> crowd.connected() == readers);
        System.out.printf("streams: %,d readers on %d services of one database%n", readers, services.size());
        send(WARM_UP);
        require("be told of the first alerts", () -> crowd.told() >= readers * WARM_UP);
        Duration[] before = cpu();
        send(alerts);
        DeliveringTocsin.within(StreamCrowd.PATIENCE, () -> crowd.told() >= readers * (WARM_UP + alerts));
        // For repeats to come.
        Thread.sleep(PAUSE.toMillis());
        Duration[] after = cpu();
        for (int service = 0; service < after.length; service++) {
            System.out.printf(
                    Locale.ROOT,
                    "service %d: %.2f s CPU for %,d events to readers%n",
                    service + 1,
                    after[service].minus(before[service]).toMillis() / 1000.0,
                    readers / services.size() * alerts);
        }
        return judge(alerts + WARM_UP);
    }

    private boolean judge(int alerts) throws SQLException {
        Map<String, Long> written = written();
        List<Long> delays = new ArrayList<>();
        long missed = 0;
        long repeated = 0;
        for (Map<String, List<Long>> reader : crowd.arrivals()) {
            for (Map.Entry<String, Long> alert : written.entrySet()) {
                List<Long> times = reader.getOrDefault(alert.getKey(), List.of());
                missed += times.isEmpty() ? 1 : 0;
                repeated += Math.max(0, times.size() - 1);
                times.stream().findFirst().ifPresent(time -> delays.add(time - alert.getValue()));
            }
        }
        delays.sort(Long::compare);
        long median = delays.isEmpty() ? -1 : delays.get(delays.size() / 2);
        long p99 = delays.isEmpty() ? -1 : delays.get(delays.size() * 99 / 100);
        System.out.printf(
                "%,d alerts to %,d readers: %,d missed, %,d repeated, %d streams ended; from the begin of an alert's"
                        + " transaction to its reader: median %d ms, p99 %d ms, longest %d ms%n",
                written.size(),
                crowd.size(),
                missed,
                repeated,
                crowd.ended(),
                median,
                p99,
                delays.isEmpty() ? -1 : delays.get(delays.size() - 1));
        boolean met = written.size() == alerts && missed == 0 && repeated == 0 && p99 >= 0 && p99 < BAR_MILLIS;
        System.out.printf(
                "%s each alert once to each reader, p99 under %.0f ms%n", met ? "met   " : "MISSED", BAR_MILLIS);
        return met;
    }

    private void send(int alerts) throws InterruptedException {
        for (int left = alerts; left > 0; left -= BURST) {
            stock.send(TOPIC, CATEGORIES[sent++ % CATEGORIES.length], Math.min(BURST, left));
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** When the transaction of each alert had the lock under which it was written: shortly before its commit. */
    private Map<String, Long> written() throws SQLException {
        Map<String, Long> times = new HashMap<>();
        try (Connection connection =
                        DriverManager.getConnection(backing.jdbcUrl(), backing.username(), backing.password());
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select alert_id, created_at from alerts.alert_version where version = 1")) {
            while (rows.next()) {
                times.put(rows.getString(1), rows.getTimestamp(2).getTime());
            }
        }
        return times;
    }

    private Duration[] cpu() {
        return services.stream()
                .map(service -> ProcessHandle.of(service.process(Role.ALERT).pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO))
                .toArray(Duration[]::new);
    }

    private void require(String what, java.util.function.BooleanSupplier condition) throws InterruptedException {
        if (!DeliveringTocsin.within(StreamCrowd.PATIENCE, condition)) {
            throw new IllegalStateException("Not all readers could %s: %d connected, %d told, %d ended"
                    .formatted(what, crowd.connected(), crowd.told(), crowd.ended()));
        }
    }

    @Override
    public void close() {
        crowd.close();
        services.forEach(Stack::close);
        backing.close();
    }
}
