package dev.tocsin.local.backing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL from Maven artifacts, with the database and the user {@value #NAME}, on loopback only, where
 * everybody is trusted. It detaches itself from the process that starts it: one that a killed process has left over is
 * stopped by the next start on the same folder.
 */
public final class Database implements AutoCloseable {
    /**
     * A system property: when it is true, what is committed is on the disk, and memory and write-ahead log are those of
     * {@code deploy/kubernetes}, as in production. Otherwise what is committed is left to the operating system, which a killed
     * process does no harm and a power cut may.
     */
    public static final String DURABLE = "tocsin.durable";

    private static final String NAME = "tocsin";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final Path log;

    private Database(EmbeddedPostgres postgres, Path data, Path log) {
        this.postgres = postgres;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts PostgreSQL and waits until it answers.
     *
     * @param data kept between runs; initialised when it is empty
     * @param binaries where the binaries are unpacked, once
     * @param log where the server's output is appended
     */
    public static Database start(Path data, Path binaries, Path log, int port) throws IOException {
        Files.createDirectories(binaries);
        Files.createDirectories(log.toAbsolutePath().getParent());
        stopLeftover(data);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toAbsolutePath().toFile())
                // Whatever the machine's locale is, and whether it exists: UTF-8, and the same order everywhere.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START_LIMIT)
                // The owner stops it, after those who use it.
                .setRegisterShutdownHook(false);
        if (Boolean.getBoolean(DURABLE)) {
            builder.setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "1GB")
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("checkpoint_timeout", "15min");
        }
        EmbeddedPostgres postgres = builder.start();
        Database database = new Database(postgres, data, log);
        try {
            database.createOwnDatabase();
        } catch (SQLException failed) {
            database.close();
            throw new IOException("PostgreSQL on port " + port + " has no database " + NAME, failed);
        }
        return database;
    }

    /** Stops the server that runs on this folder, if one does: the caller knows that nobody owns it any more. */
    public static void stopLeftover(Path data) throws IOException {
        Optional<ProcessHandle> server = server(data);
        if (server.isEmpty()) {
            return;
        }
        try {
            // SIGINT is "fast shutdown"; SIGTERM, all that Java can send, would wait for every client.
            new ProcessBuilder(
                            List.of("kill", "-INT", Long.toString(server.get().pid())))
                    .start()
                    .waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException noSuchCommand) {
            server.get().destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            server.get()
                    .onExit()
                    .orTimeout(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (RuntimeException stubborn) {
            server.get().destroyForcibly();
        }
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** As the reactive client of PostgreSQL wants it. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
    }

    public String username() {
        return NAME;
    }

    /** Any password would do; the clients insist on having one. */
    public String password() {
        return NAME;
    }

    public Path log() {
        return log;
    }

    /** The server's process, while it runs. */
    public Optional<ProcessHandle> process() throws IOException {
        return server(data);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static Optional<ProcessHandle> server(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,10}")) {
            return Optional.empty();
        }
        // The number may have gone to another program since.
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    private void createOwnDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create role " + NAME + " superuser login password '" + NAME + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        }
    }
}
