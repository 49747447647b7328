package dev.tocsin.local.backing;

import dev.tocsin.local.process.ChildJvm;
import dev.tocsin.local.process.LocalDirectory;
import dev.tocsin.local.process.LogTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A real Kafka broker (KRaft, single node) in a JVM of its own, with its data in a folder that may be used again. */
public final class Broker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    /** Any id will do, since the controller listens on loopback only. */
    private static final String CLUSTER_ID = "5L6g3nShT-eMCtK--X86sw";

    /** One line for an event, and without the hundreds that repeat every setting: the end of the log is what is read. */
    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=INFO
            kafka.server.KafkaConfig.level=WARNING
            org.apache.kafka.common.config.level=WARNING
            java.util.logging.SimpleFormatter.format=%1$tFT%1$tT %4$s %3$s %5$s%6$s%n
            """;

    private final ChildJvm jvm;
    private final int port;

    private Broker(ChildJvm jvm, int port) {
        this.jvm = jvm;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param data kept between runs; it is formatted when it is empty
     * @param log where its output goes
     * @throws IllegalStateException if the broker ends or does not answer in time, with the end of its log
     */
    public static Broker start(Path data, Path log, int port, int controllerPort) throws IOException {
        Path logs = data.toAbsolutePath().resolve("log");
        Files.createDirectories(logs);
        Path properties = data.toAbsolutePath().resolve("server.properties");
        Files.writeString(properties, serverProperties(logs, port, controllerPort));
        Path logging = data.toAbsolutePath().resolve("logging.properties");
        Files.writeString(logging, LOGGING);
        ChildJvm jvm = ChildJvm.start(
                "Kafka",
                List.of(LocalDirectory.brokerJars()),
                List.of("-Xmx512m", "-Djava.util.logging.config.file=" + logging),
                List.of(BrokerMain.class.getName(), properties.toString(), logs.toString(), CLUSTER_ID),
                Map.of(),
                data,
                log);
        Broker broker = new Broker(jvm, port);
        try {
            broker.awaitReady();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            broker.close();
            throw new IllegalStateException("Interrupted while Kafka started", interrupted);
        } catch (RuntimeException failed) {
            broker.close();
            throw failed;
        }
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ChildJvm jvm() {
        return jvm;
    }

    @Override
    public void close() {
        jvm.close();
    }

    private void awaitReady() throws InterruptedException {
        Instant start = Instant.now();
        // First the bare port: the Admin client would log each refused connection.
        while (jvm.isAlive() && Instant.now().isBefore(start.plus(START_LIMIT)) && !listens()) {
            Thread.sleep(50);
        }
        boolean ready = new Cluster(bootstrapServers())
                .awaitReady(START_LIMIT.minus(Duration.between(start, Instant.now())), jvm::isAlive);
        if (!ready) {
            throw new IllegalStateException("Kafka does not answer on port " + port + " and " + jvm.state()
                    + "; the end of " + jvm.log() + ":\n" + String.join("\n", LogTail.of(jvm.log(), 15)));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String serverProperties(Path logs, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                # One node holds everything once.
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                num.partitions=4
                # Consumers start at once; the cleaner and the threads fit a laptop.
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=2097152
                """.formatted(port, controllerPort, logs.toString().replace("\\", "/"));
    }
}
