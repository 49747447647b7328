package dev.tocsin.local.backing;

import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A broker and a database of our own, started at the same time. */
public final class EmbeddedBacking implements Backing {

    /**
     * Where they live.
     *
     * @param data holds a folder for each, and is kept
     * @param binaries where PostgreSQL is unpacked, once
     */
    public record Place(Path data, Path logs, Path binaries, int kafkaPort, int controllerPort, int postgresPort) {}

    private final Broker broker;
    private final Database database;
    private final Runnable afterwards;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBacking(Broker broker, Database database, Runnable afterwards) {
        this.broker = broker;
        this.database = database;
        this.afterwards = afterwards;
    }

    /** On free ports, in a temporary folder that goes when this is closed or the JVM ends. */
    public static EmbeddedBacking start() {
        try {
            Path folder = Files.createTempDirectory("tocsin-backing-");
            // One for each user of the machine: the folder belongs to the one who made it.
            Path binaries =
                    Path.of(System.getProperty("java.io.tmpdir"), "tocsin-postgres-" + System.getProperty("user.name"));
            int[] ports = FreePorts.take(3);
            Place place = new Place(folder, folder.resolve("logs"), binaries, ports[0], ports[1], ports[2]);
            EmbeddedBacking backing = start(place, Progress.SILENT, () -> delete(folder));
            Runtime.getRuntime().addShutdownHook(new Thread(backing::close, "backing-closer"));
            return backing;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In a given place, whose data is kept. The caller closes it, in an orderly end and in a shutdown hook. */
    public static EmbeddedBacking start(Place place, Progress progress) {
        return start(place, progress, () -> {});
    }

    private static EmbeddedBacking start(Place place, Progress progress, Runnable afterwards) {
        CompletableFuture<Broker> broker = CompletableFuture.supplyAsync(() -> timed(
                progress,
                "Kafka",
                "127.0.0.1:" + place.kafkaPort(),
                () -> Broker.start(
                        place.data().resolve("kafka"),
                        place.logs().resolve("kafka.log"),
                        place.kafkaPort(),
                        place.controllerPort())));
        CompletableFuture<Database> database = CompletableFuture.supplyAsync(() -> timed(
                progress,
                "PostgreSQL",
                "127.0.0.1:" + place.postgresPort(),
                () -> Database.start(
                        place.data().resolve("postgres"),
                        place.binaries(),
                        place.logs().resolve("postgres.log"),
                        place.postgresPort())));
        try {
            CompletableFuture.allOf(broker, database).join();
        } catch (CompletionException failed) {
            broker.thenAccept(Broker::close);
            database.thenAccept(EmbeddedBacking::close);
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
        return new EmbeddedBacking(broker.join(), database.join(), afterwards);
    }

    public Broker broker() {
        return broker;
    }

    public Database database() {
        return database;
    }

    @Override
    public String kafkaBootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public String reactiveUrl() {
        return database.reactiveUrl();
    }

    @Override
    public String username() {
        return database.username();
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            broker.jvm().interrupt();
            close(database);
            broker.close();
            afterwards.run();
        }
    }

    private static void close(Database database) {
        try {
            database.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Start<T> {
        T run() throws IOException;
    }

    private static <T> T timed(Progress progress, String part, String where, Start<T> start) {
        progress.starting(part);
        Instant begun = Instant.now();
        try {
            T started = start.run();
            progress.ready(part, Duration.between(begun, Instant.now()), where);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(part + " does not start: " + failed.getMessage(), failed);
        }
    }
}
