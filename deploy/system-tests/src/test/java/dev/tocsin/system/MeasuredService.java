package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.LogTail;
import dev.tocsin.local.stack.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as its own process, whose command line is the caller's, to see how it starts and what it holds. */
final class MeasuredService implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** An end that puts an AOT cache together takes its time. */
    private static final Duration END = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Role role;
    private final Process process;
    private final long begun = System.nanoTime();
    private final URI management;
    private final Path log;

    private MeasuredService(Role role, Process process, URI management, Path log) {
        this.role = role;
        this.process = process;
        this.management = management;
        this.log = log;
    }

    static MeasuredService start(Role role, List<String> command, Backing backing, Path logs) throws IOException {
        int[] ports = FreePorts.take(2);
        Path log = logs.resolve(role.module() + ".log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports[0])),
                        Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports[1])),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", backing.kafkaBootstrapServers()),
                        Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", backing.reactiveUrl()),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", backing.jdbcUrl()),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", backing.username()),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", backing.password()),
                        Map.entry(
                                "TOCSIN_SECRETS_KEYS",
                                "k1:" + Base64.getEncoder().encodeToString(new byte[32]))));
        return new MeasuredService(role, builder.start(), URI.create("http://127.0.0.1:" + ports[1]), log);
    }

    Role role() {
        return role;
    }

    /** The time from its start until now, when it is ready. */
    Duration awaitReady() throws IOException, InterruptedException {
        HttpRequest question = request("/q/health/ready");
        while (process.isAlive() && System.nanoTime() - begun < LIMIT.toNanos()) {
            try {
                if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                    return Duration.ofNanos(System.nanoTime() - begun);
                }
            } catch (IOException notYet) {
                // Nobody listens so far.
            }
            Thread.sleep(LOOK.toMillis());
        }
        throw new IOException(
                role.module() + " is not ready; the end of " + log + ":\n" + String.join("\n", LogTail.of(log, 15)));
    }

    /** What is asked of it besides, so that a training run has seen it. */
    void ask(String... paths) throws IOException, InterruptedException {
        for (String path : paths) {
            http.send(request(path), BodyHandlers.discarding());
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** A line of the kernel's account of its memory, such as Rss, Pss or Anonymous. */
    long kilobytes(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(management.resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
    }
}
