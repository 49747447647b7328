package dev.tocsin.local.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.local.process.ChildJvm;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.LogTail;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "up" relies on between two runs. */
class KeptDataIT {
    @TempDir
    Path folder;

    @Test
    void brokerFindsItsTopicsAgain() throws Exception {
        int[] ports = FreePorts.take(2);
        try (Broker first = Broker.start(folder.resolve("kafka"), folder.resolve("kafka.log"), ports[0], ports[1])) {
            new Cluster(first.bootstrapServers()).createTopics(Map.of("kept", 2));
        }

        try (Broker second = Broker.start(folder.resolve("kafka"), folder.resolve("kafka.log"), ports[0], ports[1]);
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void brokerThatCannotStartSaysWhy() throws Exception {
        int[] ports = FreePorts.take(2);
        try (ServerSocket other = new ServerSocket(ports[1])) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(
                            () -> Broker.start(folder.resolve("kafka"), folder.resolve("kafka.log"), ports[0], ports[1])
                                    .close())
                    .hasMessageContaining(
                            "Kafka does not answer on port " + ports[0] + " and has ended with exit code 1")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void databaseThatAKilledLauncherLeftOverIsReplacedAndItsRowsStay() throws Exception {
        int port = FreePorts.take(1)[0];
        ChildJvm launcher = ChildJvm.start(
                "launcher",
                List.of(System.getProperty("java.class.path")),
                List.of(),
                List.of(Launcher.class.getName(), folder.toString(), Integer.toString(port)),
                Map.of(),
                folder,
                folder.resolve("launcher.log"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(LogTail.of(launcher.log(), 1)).containsExactly("ready"));
        launcher.kill();
        ProcessHandle left = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                                .get(0)))
                .orElseThrow();

        try (Database next = start(folder, port);
                Connection connection = connect(next);
                ResultSet row = connection.createStatement().executeQuery("select answer from kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
            assertThat(left.isAlive()).isFalse();
        }
    }

    private static Database start(Path folder, int port) throws Exception {
        return Database.start(
                folder.resolve("postgres"), folder.resolve("binaries"), folder.resolve("postgres.log"), port);
    }

    /** Starts a database, writes a row and waits to be killed. */
    public static final class Launcher {
        private Launcher() {}

        public static void main(String[] args) throws Exception {
            Logger.getLogger("").setLevel(Level.SEVERE);
            Database database = start(Path.of(args[0]), Integer.parseInt(args[1]));
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table kept as select 42 as answer");
            }
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }

    private static Connection connect(Database database) throws Exception {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
