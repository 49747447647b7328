package dev.tocsin.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The running alert-service and the endpoints of its subscribers: how fast it delivers, what endpoints that hang cost the
 * others, how late an alert to a crowd comes, and what a backlog of a million does. Run by {@code
 * deploy/system-tests/benchmark}; stops what it starts.
 */
public final class DeliveriesBenchmark {
    private DeliveriesBenchmark() {}

    /** @param args the class path of the receiver and the bare client, then scenarios, each with its numbers behind colons */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        try (DeliveryBench bench = DeliveryBench.start(home, args[0])) {
            Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
            for (int i = 1; i < args.length; i++) {
                run(bench, args[i].split(":"));
            }
        } finally {
            delete(home.resolve("data"));
            delete(home.resolve("binaries"));
            Files.deleteIfExists(home.resolve("stream.jsonl"));
            System.out.println("logs: " + home);
        }
    }

    private static void run(DeliveryBench bench, String[] scenario) throws Exception {
        switch (scenario[0]) {
            case "rate" ->
                new RateScenario(bench, number(scenario, 1, 1_000), number(scenario, 2, 20), number(scenario, 3, 3))
                        .run();
            case "neighbours" ->
                new NeighboursScenario(
                                bench, number(scenario, 1, 1_000), number(scenario, 2, 20), number(scenario, 3, 5))
                        .run();
            case "crowd" -> new CrowdScenario(bench, number(scenario, 1, 10_000), number(scenario, 2, 2)).run();
            case "backlog" -> {
                for (String kind : scenario.length > 2 ? new String[] {scenario[2]} : BacklogScenario.KINDS) {
                    new BacklogScenario(bench, number(scenario, 1, 100_000), kind).run();
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "There is no scenario \"" + scenario[0] + "\": say rate, neighbours, crowd or backlog.");
        }
    }

    static int number(String[] scenario, int place, int standard) {
        return scenario.length > place ? Integer.parseInt(scenario[place]) : standard;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
