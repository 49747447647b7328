package dev.tocsin.system;

import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.Progress;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.system.Endpoints.Arrived;
import dev.tocsin.system.StatementGauge.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What all scenarios of deliveries stand on: a broker, a database server, a receiver and a stream of alerts. */
final class DeliveryBench implements AutoCloseable {
    /** Of those a receiver has: the others are for endpoints that hang. */
    private static final int HOSTS = 16;

    static final int HOSTS_APART = 16;
    /** Ten thousand events tell of different places and people, so none joins another. */
    private static final int ALERTS = 10_000;

    private static final int SHOWN = 6;

    private final EmbeddedBacking backing;
    private final Path home;
    private final String classPath;
    private final Endpoints endpoints;

    private DeliveryBench(EmbeddedBacking backing, Path home, String classPath, Endpoints endpoints) {
        this.backing = backing;
        this.home = home;
        this.classPath = classPath;
        this.endpoints = endpoints;
    }

    static DeliveryBench start(Path home, String classPath) throws Exception {
        ToolProcess.run(classPath, "AlertStream", home.resolve("stream.jsonl"), ALERTS);
        int[] ports = FreePorts.take(5);
        EmbeddedBacking.Place place = new EmbeddedBacking.Place(
                home.resolve("data"), home.resolve("logs"), home.resolve("binaries"), ports[0], ports[1], ports[2]);
        // Its statements are counted by a library that a server takes in when it starts.
        EmbeddedBacking first = EmbeddedBacking.start(place, Progress.SILENT);
        try {
            new StatementGauge(first).execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
        } finally {
            first.close();
        }
        EmbeddedBacking backing = EmbeddedBacking.start(place, Progress.SILENT);
        try {
            new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            ToolProcess counter = ToolProcess.start(classPath, "WebhookCounter", ports[3], HOSTS + HOSTS_APART);
            return new DeliveryBench(backing, home, classPath, new Endpoints(counter, ports[3], ports[4], HOSTS));
        } catch (Exception | Error failed) {
            backing.close();
            throw failed;
        }
    }

    Endpoints endpoints() {
        return endpoints;
    }

    ToolProcess bareClient() throws IOException {
        return ToolProcess.start(classPath, "BareWebhooks", endpoints.port(), endpoints.hosts());
    }

    /** Two services on an empty database. */
    DeliveringTocsin tocsin(String name) throws Exception {
        return tocsin(name, Map.of());
    }

    DeliveringTocsin tocsin(String name, Map<String, String> filling) throws Exception {
        return DeliveringTocsin.start(backing, home, home.resolve("stream.jsonl"), name, filling);
    }

    void printStatements(DeliveringTocsin tocsin, int deliveries) throws SQLException {
        for (Statement each : tocsin.statements().most(SHOWN)) {
            System.out.printf(
                    Locale.ROOT,
                    "  %.0f µs a delivery: %,d calls of %.2f ms, %.1f rows and %.1f blocks a call, %.0f bytes of WAL a delivery: %s%n",
                    1e3 * each.total() / deliveries,
                    each.calls(),
                    each.mean(),
                    (double) each.rows() / each.calls(),
                    (double) each.blocks() / each.calls(),
                    (double) each.walBytes() / deliveries,
                    each.text());
        }
    }

    Arrived arrived(String group) {
        try {
            return endpoints.arrived(group);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static <T> double median(List<T> rounds, ToDoubleFunction<T> of) {
        return rounds.stream()
                .mapToDouble(of)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** @param atLeast whether more is better */
    void bar(String what, double value, String unit, double bar, boolean atLeast) {
        boolean met = atLeast ? value >= bar : value <= bar;
        System.out.printf(
                Locale.ROOT,
                "%s %s: %.2f %s, bar %s %.0f %s%n",
                met ? "met   " : "MISSED",
                what,
                value,
                unit,
                atLeast ? ">=" : "<=",
                bar,
                unit);
    }

    @Override
    public void close() {
        endpoints.counter().close();
        backing.close();
    }
}
