package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.Progress;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long each service takes from its start until it says that it is ready, and what memory it then holds: the plain jar on
 * a plain JVM beside what the image holds, with its options and an AOT cache, on the same JVM, broker and database, in turns.
 * Run by {@code deploy/system-tests/benchmark}; stops what it starts.
 */
public final class StartBenchmark {
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private final Path java;
    private final Path root;
    private final Path home;
    private final Backing backing;
    private final Map<Role, Map<Launch, List<Sample>>> samples = new EnumMap<>(Role.class);

    /** One start: seconds to ready, CPU-seconds to ready. */
    private record Sample(double ready, double cpu) {}

    private StartBenchmark(Path java, Path root, Path home, Backing backing) {
        this.java = java;
        this.root = root;
        this.home = home;
        this.backing = backing;
    }

    /** @param args the project's root, the java program that is measured (25 or newer), and how many rounds */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        int[] ports = FreePorts.take(3);
        EmbeddedBacking.Place place = new EmbeddedBacking.Place(
                home.resolve("data"), home.resolve("logs"), home.resolve("postgresql"), ports[0], ports[1], ports[2]);
        try (EmbeddedBacking backing = EmbeddedBacking.start(place, Progress.SILENT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(backing::close));
            new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            new StartBenchmark(Path.of(args[1]), Path.of(args[0]), home, backing).run(Integer.parseInt(args[2]));
        }
        System.out.println("logs: " + home.resolve("logs"));
    }

    private void run(int rounds) throws Exception {
        for (Role role : Role.values()) {
            // Migrates the schema too, which no measured start should have to.
            try (MeasuredService training = start(role, Launch.TRAINING)) {
                training.awaitReady();
                training.ask("/q/metrics", "/q/health/live", "/q/health/started");
            }
            if (!Files.isRegularFile(Launch.cache(home, role))) {
                throw new IOException(role.module() + " has left no AOT cache: " + home.resolve("logs"));
            }
            System.out.printf(
                    "%s: AOT cache of %d MB%n", role.module(), Files.size(Launch.cache(home, role)) / 1_000_000);
        }
        for (int round = 0; round < rounds; round++) {
            for (Role role : Role.values()) {
                for (Launch launch : List.of(Launch.PLAIN, Launch.CACHED)) {
                    try (MeasuredService service = start(role, launch)) {
                        double ready = seconds(service.awaitReady());
                        double cpu = seconds(service.cpu());
                        samples.computeIfAbsent(role, r -> new EnumMap<>(Launch.class))
                                .computeIfAbsent(launch, l -> new ArrayList<>())
                                .add(new Sample(ready, cpu));
                    }
                }
            }
        }
        samples.forEach((role, byLaunch) -> {
            double plain = median(byLaunch, Launch.PLAIN, false);
            double cached = median(byLaunch, Launch.CACHED, false);
            System.out.printf(
                    "%s: start to ready plain %.2f s, AOT cache %.2f s, ratio %.2f; CPU-seconds %.1f, %.1f; all %s beside %s%n",
                    role.module(),
                    plain,
                    cached,
                    cached / plain,
                    median(byLaunch, Launch.PLAIN, true),
                    median(byLaunch, Launch.CACHED, true),
                    all(byLaunch, Launch.PLAIN),
                    all(byLaunch, Launch.CACHED));
        });
        memory(Launch.PLAIN);
        memory(Launch.CACHED);
    }

    /**
     * All three at once, idle for a while. Of what is resident, anonymous memory is what a limit cannot win back; the rest is
     * pages of files, the cache's among them, which replicas on one machine share.
     */
    private void memory(Launch launch) throws Exception {
        long resident = 0;
        long anonymous = 0;
        List<MeasuredService> running = new ArrayList<>();
        try {
            for (Role role : Role.values()) {
                running.add(start(role, launch));
            }
            for (MeasuredService service : running) {
                service.awaitReady();
            }
            Thread.sleep(SETTLED.toMillis());
            for (MeasuredService service : running) {
                long rss = service.kilobytes("Rss") / 1024;
                long own = service.kilobytes("Anonymous") / 1024;
                resident += rss;
                anonymous += own;
                System.out.printf(
                        "%s, %s, idle: RSS %d MB, PSS %d MB, anonymous %d MB%n",
                        service.role().module(), launch.inWords(), rss, service.kilobytes("Pss") / 1024, own);
            }
            System.out.printf(
                    "three services, %s, idle for %d s: RSS %d MB, anonymous %d MB%n",
                    launch.inWords(), SETTLED.toSeconds(), resident, anonymous);
        } finally {
            running.forEach(MeasuredService::close);
        }
    }

    private MeasuredService start(Role role, Launch launch) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(launch.options(home, role));
        command.addAll(List.of("-jar", launch.jar(root, role).toString()));
        return MeasuredService.start(role, command, backing, home.resolve("logs"));
    }

    private static double median(Map<Launch, List<Sample>> byLaunch, Launch launch, boolean cpu) {
        double[] sorted = byLaunch.getOrDefault(launch, List.of()).stream()
                .mapToDouble(cpu ? Sample::cpu : Sample::ready)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String all(Map<Launch, List<Sample>> byLaunch, Launch launch) {
        return Arrays.toString(byLaunch.getOrDefault(launch, List.of()).stream()
                .mapToDouble(Sample::ready)
                .sorted()
                .toArray());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
