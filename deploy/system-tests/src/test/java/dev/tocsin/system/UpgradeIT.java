package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.process.ChildJvm;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rollout does: a Job that migrates, new processes that wait for it, and old ones beside them. */
class UpgradeIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** The discard port: nobody is there. */
    private static final String NOWHERE = "127.0.0.1:9";

    private static final String MIGRATE_AT_START = "QUARKUS_FLYWAY_MIGRATE_AT_START";
    private static final String INIT_AND_EXIT = "QUARKUS_INIT_AND_EXIT";

    @TempDir
    private Path home;

    private static Backing server;

    @BeforeAll
    static void start() {
        server = Backing.start();
        Stack.TOPICS.forEach(server::createTopic);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ALERT", "INGEST"})
    void theJobMigratesWithNeitherKafkaNorOtherSecretsAndTheOldVersionStartsOnANewerSchema(Role role) throws Exception {
        Backing database = database("upgraded_" + schema(role));

        ChildJvm job = job(role, options(database));
        assertThat(job.awaitExit(LIMIT)).as(log(job)).isZero();
        assertThat(count(database, role, "success")).isPositive();

        // As the Job of the next version leaves it.
        execute(
                database,
                "insert into " + history(role)
                        + " select installed_rank + 1000, '999', 'later', type, 'V999__later.sql',"
                        + " 1, installed_by, installed_on, 1, true from " + history(role)
                        + " where version is not null order by installed_rank desc limit 1");
        try (Stack old = new Stack(options(database).with(MIGRATE_AT_START, "true"))) {
            // Ready, or this fails.
            old.start(role);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ALERT", "INGEST"})
    void whereTheSchemaIsOlderThanTheCodeTheStartIsRefusedWithWhatToDo(Role role) throws Exception {
        Backing database = database("behind_" + schema(role));

        try (Stack stack =
                new Stack(options(database).with(MIGRATE_AT_START, "false").with("TOCSIN_SCHEMA_WAIT", "PT0.1S"))) {
            ChildJvm service = stack.launch(role);

            assertThat(service.awaitExit(LIMIT)).as(log(service)).isEqualTo(1);
            assertThat(log(service))
                    .contains("The schema " + schema(role) + " is not what this version needs (V1__")
                    .contains("Run this version once with QUARKUS_INIT_AND_EXIT=true")
                    .doesNotContain("PgException");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ALERT", "INGEST"})
    void theJobFailsWhereTheDatabaseIsNotThere(Role role) throws Exception {
        ChildJvm job =
                job(role, options(server).with("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + NOWHERE + "/no"));

        assertThat(job.awaitExit(LIMIT)).as(log(job)).isEqualTo(1);
        assertThat(log(job)).contains("Connection to " + NOWHERE + " refused");
    }

    private static ChildJvm job(Role role, StackOptions options) {
        return new Stack(options.with(INIT_AND_EXIT, "true")
                        .with("KAFKA_BOOTSTRAP_SERVERS", NOWHERE)
                        .with("TOCSIN_SECRETS_KEYS", "")
                        .with("TOCSIN_API_KEY", ""))
                .launch(role);
    }

    private StackOptions options(Backing database) throws IOException {
        return StackOptions.in(home).on(database);
    }

    private static Backing database(String name) throws Exception {
        return OtherDatabase.create(server, name);
    }

    private static String schema(Role role) {
        return role == Role.ALERT ? "alerts" : "ingest";
    }

    private static String history(Role role) {
        return schema(role) + ".flyway_schema_history";
    }

    private static long count(Backing database, Role role, String condition) throws SQLException {
        try (Connection connection = connection(database);
                ResultSet found = connection
                        .createStatement()
                        .executeQuery("select count(*) from " + history(role) + " where " + condition)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void execute(Backing database, String statement) throws SQLException {
        try (Connection connection = connection(database)) {
            connection.createStatement().execute(statement);
        }
    }

    private static Connection connection(Backing database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static String log(ChildJvm process) throws IOException {
        return Files.readString(process.log());
    }
}
