package dev.tocsin.system;

import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.demo.OperatorClient;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.Progress;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Two replicas of each service under a steady load of articles, and each of the six restarted after the other by SIGTERM, the
 * next when the last is ready again: whether each article is told of, each alert rings once, and how much later than without
 * restarts. Run by {@code deploy/system-tests/benchmark restart}; stops what it starts.
 */
public final class RestartBenchmark implements AutoCloseable {
    private static final String OPERATORS_KEY = "restart";
    private static final String SECRETS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    /** In which the last articles' alerts come. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final EmbeddedBacking backing;
    private final List<Stack> replicas = new ArrayList<>();
    private final RestartLedger ledger = RestartLedger.start();

    private RestartBenchmark(Path home) throws Exception {
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
        for (String name : List.of("one", "two")) {
            Stack replica = new Stack(StackOptions.in(home.resolve(name))
                    .on(backing)
                    .with("TOCSIN_API_KEY", OPERATORS_KEY)
                    .with("TOCSIN_SECRETS_KEYS", SECRETS)
                    .with("QUARKUS_SHUTDOWN_DELAY", "PT5S")
                    .with("TOCSIN_PAGE_ENABLED", "false"));
            replicas.add(replica);
            replica.start();
        }
    }

    /** @param args articles a second, and for how many seconds before the restarts begin */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        boolean met;
        try (RestartBenchmark bench = new RestartBenchmark(home)) {
            met = bench.run(Integer.parseInt(args[0]), Duration.ofSeconds(Long.parseLong(args[1])));
        }
        System.out.println("logs: " + home);
        System.exit(met ? 0 : 1);
    }

    private boolean run(int rate, Duration before) throws Exception {
        new OperatorClient(replicas.get(0).uri(Role.ALERT), replicas.get(0).uri(Role.INGEST), OPERATORS_KEY)
                .subscribe("everything", ledger.uri());
        try (RestartLoad load = RestartLoad.start(replicas, OPERATORS_KEY, rate)) {
            Thread.sleep(WARM_UP.toMillis());
            Instant begun = Instant.now();
            Thread.sleep(before.toMillis());
            Instant restarting = Instant.now();
            restartAll();
            Instant restarted = Instant.now();
            load.stop();
            DeliveringTocsin.within(LIMIT, () -> ledger.isComplete(backing, load.accepted()));
            System.out.printf(
                    Locale.ROOT,
                    "%d articles a second to 2 replicas of each service, %d s without restarts, %d s with six; %d posts"
                            + " had to be made again%n",
                    rate,
                    Duration.between(begun, restarting).toSeconds(),
                    Duration.between(restarting, restarted).toSeconds(),
                    load.repeated());
            double[] still = ledger.delays(load.accepted(), begun, restarting);
            double[] moving = ledger.delays(load.accepted(), restarting, restarted);
            print("without restarts", still);
            print("with restarts   ", moving);
            System.out.printf(
                    Locale.ROOT,
                    "ratio: p50 %.2f, p99 %.2f%n",
                    at(moving, 50) / at(still, 50),
                    at(moving, 99) / at(still, 99));
            return ledger.judge(backing, load.accepted(), load.refused());
        }
    }

    private void restartAll() throws IOException, InterruptedException {
        for (Role role : List.of(Role.INGEST, Role.CLASSIFY, Role.ALERT)) {
            for (Stack replica : replicas) {
                Instant signal = Instant.now();
                int code = replica.stop(role);
                Instant ended = Instant.now();
                String drained = Files.readAllLines(replica.process(role).log()).stream()
                        .filter(line -> line.contains("Drained") || line.contains("Stopped before"))
                        .map(line -> line.replaceFirst(".*\\) ", ""))
                        .findFirst()
                        .orElse("no word of a drain");
                replica.start(role);
                System.out.printf(
                        Locale.ROOT,
                        "%s: exit %d after %.1f s (%s), ready again after %.1f s more%n",
                        role.module(),
                        code,
                        seconds(signal, ended),
                        drained,
                        seconds(ended, Instant.now()));
                Thread.sleep(BETWEEN.toMillis());
            }
        }
    }

    private static void print(String phase, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d articles, accepted to first webhook byte p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                phase,
                millis.length,
                at(millis, 50),
                at(millis, 99),
                at(millis, 100));
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    @Override
    public void close() {
        replicas.forEach(Stack::close);
        ledger.close();
        backing.close();
    }
}
