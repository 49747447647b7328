package dev.tocsin.local.backing;

import dev.tocsin.local.Broker;
import dev.tocsin.local.Database;
import dev.tocsin.local.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A broker and a database of their own in a temporary folder, which goes when they are closed. */
public final class EmbeddedBacking implements Backing {
    private final Path folder;
    private final Broker broker;
    private final Database database;

    private EmbeddedBacking(Path folder, Broker broker, Database database) {
        this.folder = folder;
        this.broker = broker;
        this.database = database;
    }

    public static EmbeddedBacking start() {
        try {
            Path folder = Files.createTempDirectory("tocsin-backing-");
            // Unpacked once for each user of the machine: the folder belongs to the one who made it.
            Path binaries =
                    Path.of(System.getProperty("java.io.tmpdir"), "tocsin-postgres-" + System.getProperty("user.name"));
            int[] ports = FreePorts.take(3);
            CompletableFuture<Broker> broker = CompletableFuture.supplyAsync(() -> {
                try {
                    return Broker.start(folder.resolve("kafka"), folder.resolve("kafka.log"), ports[0], ports[1]);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            Database database;
            try {
                database =
                        Database.start(folder.resolve("postgres"), binaries, folder.resolve("postgres.log"), ports[2]);
            } catch (IOException | RuntimeException failed) {
                broker.thenAccept(Broker::close).join();
                throw failed;
            }
            try {
                return new EmbeddedBacking(folder, broker.join(), database);
            } catch (RuntimeException failed) {
                database.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
        broker.close();
        try {
            database.close();
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
