package dev.tocsin.local;

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

/**
 * A real PostgreSQL from Maven artifacts, with the database and the user {@value #NAME}, on loopback only, where
 * everybody is trusted. One left over from a killed process is taken over by the next start on the same folder and port.
 */
public final class Database implements AutoCloseable {
    private static final String NAME = "tocsin";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
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
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.toAbsolutePath())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toAbsolutePath().toFile())
                .setLocaleConfig("encoding", "UTF-8")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START_LIMIT)
                .start();
        Database database = new Database(postgres);
        try {
            database.createOwnDatabase();
        } catch (SQLException failed) {
            database.close();
            throw new IOException("PostgreSQL on port " + port + " has no database " + NAME, failed);
        }
        return database;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + NAME;
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

    @Override
    public void close() throws IOException {
        postgres.close();
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
