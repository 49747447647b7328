package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The running alert-service, with few and with many alerts stored: how many reports a second it takes, and what one costs
 * it and PostgreSQL. Each number of alerts has a database, a topic and a service of its own; all of them take their turn in
 * each round, so that what the machine does beside falls on all alike. Run by {@code deploy/system-tests/benchmark}; stops
 * what it starts.
 */
public final class IdentityBenchmark {
    private static final int ROUNDS = 3;

    /** In rounds before those that count. After 2,000 reports the compiler still took two thirds of the service's CPU. */
    private static final int REPORTS_TO_WARM_UP = 10_000;

    private IdentityBenchmark() {}

    /** What a round has measured; costs are CPU milliseconds a report. */
    record Round(double reportsPerSecond, double service, double database, long tied, long raised) {
        double cost() {
            return service + database;
        }
    }

    /** @param args the class path of what makes alerts and reports, how many reports a round, then how many alerts, in turn */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        Maker maker = new Maker(args[0], home.resolve("stream.jsonl"));
        int reports = Integer.parseInt(args[1]);
        List<Integer> sizes = Arrays.stream(args).skip(2).map(Integer::parseInt).toList();
        List<StoredAlerts> services = new ArrayList<>();
        try (Backing backing = Backing.start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> services.forEach(StoredAlerts::close)));
            new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            for (int stored : sizes) {
                services.add(StoredAlerts.start(backing, home, maker, stored));
            }
            // The compiler is part of the start, not of the stream.
            int warmUp = Math.max(1, REPORTS_TO_WARM_UP / reports);
            for (int round = 0; round < warmUp + ROUNDS; round++) {
                for (StoredAlerts service : services) {
                    service.measure(reports, round);
                }
            }
            print(services, reports);
        } finally {
            services.forEach(StoredAlerts::close);
            Files.deleteIfExists(home.resolve("stream.jsonl"));
            System.out.println("logs: " + home);
        }
    }

    private static void print(List<StoredAlerts> services, int reports) {
        System.out.printf("medians of %d rounds of %,d reports:%n", ROUNDS, reports);
        double first = median(services.get(0).last(ROUNDS), Round::cost);
        for (StoredAlerts service : services) {
            List<Round> rounds = service.last(ROUNDS);
            System.out.printf(
                    "%,9d alerts stored: %.0f reports/s; %.2f ms CPU of the service and %.2f ms of PostgreSQL a report,"
                            + " %.2f times as much as with %,d; %.0f joined stored alerts, %.0f alerts raised%n",
                    service.stored(),
                    median(rounds, Round::reportsPerSecond),
                    median(rounds, Round::service),
                    median(rounds, Round::database),
                    median(rounds, Round::cost) / first,
                    services.get(0).stored(),
                    median(rounds, Round::tied),
                    median(rounds, Round::raised));
        }
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return rounds.stream()
                .mapToDouble(of)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** What makes alerts and reports: a program of alert-service, which knows how it stores them. */
    record Maker(String classPath, Path stream) {
        void fill(Backing backing, int stored) throws Exception {
            run("FillDatabase", backing.jdbcUrl(), backing.username(), backing.password(), Integer.toString(stored));
        }

        List<String> reports(int count, int stored, int round) throws Exception {
            run(
                    "StreamFile",
                    stream.toString(),
                    Integer.toString(count),
                    Integer.toString(stored),
                    Integer.toString(round));
            return Files.readAllLines(stream);
        }

        private void run(String program, String... args) throws Exception {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    classPath,
                    "dev.tocsin.alerting.benchmark." + program));
            command.addAll(List.of(args));
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(program + " has ended with " + code);
            }
        }
    }
}
