package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import dev.tocsin.system.IdentityBenchmark.Maker;
import dev.tocsin.system.IdentityBenchmark.Round;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An alert-service with so many alerts stored, on a database and a topic of its own. */
final class StoredAlerts implements AutoCloseable {
    /** The stack's processes run on C1 alone and in 256 MB, to start fast beside one another; in production they do not. */
    private static final String AS_IN_PRODUCTION = "-XX:TieredStopAtLevel=4 -Xmx512m";

    private static final String RECEIVED = "tocsin_reports_received_total";
    private static final String RAISED = "tocsin_alerts_raised_total";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** Each look has the service write all its metrics. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int PARTITIONS = 4;

    private final Backing backing;
    private final Maker maker;
    private final int stored;
    private final Stack stack;
    private final ServiceGauge service;
    private final DatabaseGauge database;
    private final String topic;
    private final List<Round> rounds = new ArrayList<>();
    private long sent;

    private StoredAlerts(Backing server, Backing backing, Maker maker, int stored, Stack stack, String topic) {
        this.backing = backing;
        this.maker = maker;
        this.stored = stored;
        this.stack = stack;
        this.topic = topic;
        this.service = new ServiceGauge(
                stack.management(Role.ALERT), stack.process(Role.ALERT).pid());
        this.database = new DatabaseGauge(server);
    }

    /** Starts the service and fills its database. */
    static StoredAlerts start(Backing server, Path home, Maker maker, int stored) throws Exception {
        Backing backing = OtherDatabase.create(server, "stored_" + stored);
        String topic = "event.reported.v1." + stored;
        server.createTopic(topic, PARTITIONS);
        Stack stack = new Stack(StackOptions.in(home.resolve(Integer.toString(stored)))
                .on(backing)
                .with("_JAVA_OPTIONS", AS_IN_PRODUCTION)
                .with("MP_MESSAGING_INCOMING_EVENT_REPORTED_TOPIC", topic)
                .with("MP_MESSAGING_INCOMING_EVENT_REPORTED_GROUP_ID", "reports-" + stored)
                .with("MP_MESSAGING_INCOMING_ARTICLE_REVISED_GROUP_ID", "corrections-" + stored));
        try {
            stack.start(Role.ALERT);
            StoredAlerts alerts = new StoredAlerts(server, backing, maker, stored, stack, topic);
            Instant begun = Instant.now();
            maker.fill(backing, stored);
            System.out.printf(
                    "%,d alerts stored after %d s%n",
                    stored, Duration.between(begun, Instant.now()).toSeconds());
            return alerts;
        } catch (Exception | Error failed) {
            stack.close();
            throw failed;
        }
    }

    URI uri() {
        return stack.uri(Role.ALERT);
    }

    String key() {
        return stack.apiKey();
    }

    int stored() {
        return stored;
    }

    List<Round> last(int count) {
        return List.copyOf(rounds.subList(rounds.size() - count, rounds.size()));
    }

    /** Sends reports, waits until they are stored, and keeps what that took. */
    void measure(int count, int number) throws Exception {
        List<String> reports = maker.reports(count, stored, number);
        long raised = service.count(RAISED);
        Duration cpu = service.cpu();
        Duration databaseCpu = database.cpu().orElse(Duration.ZERO);
        Instant begun = Instant.now();
        send(reports);
        Instant end = begun.plus(LIMIT);
        while (service.count(RECEIVED) < sent) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("After %d minutes %d of %d reports are stored"
                        .formatted(LIMIT.toMinutes(), service.count(RECEIVED), sent));
            }
            Thread.sleep(LOOK.toMillis());
        }
        double seconds = seconds(Duration.between(begun, Instant.now()));
        Round round = new Round(
                count / seconds,
                1000 * seconds(service.cpu().minus(cpu)) / count,
                1000 * seconds(database.cpu().orElse(Duration.ZERO).minus(databaseCpu)) / count,
                joined(begun),
                service.count(RAISED) - raised);
        System.out.printf("round %d, %,d alerts stored: %s%n", number, stored, round);
        rounds.add(round);
    }

    private void send(List<String> reports) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                backing.kafkaBootstrapServers(),
                "linger.ms",
                5,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
            reports.forEach(
                    report -> producer.send(new ProducerRecord<>(topic, report.getBytes(StandardCharsets.UTF_8))));
        }
        sent += reports.size();
    }

    /** Reports received since then that are with alerts of the past. */
    private long joined(Instant since) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(backing.jdbcUrl(), backing.username(), backing.password());
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from alerts.report r"
                                + " join alerts.alert a on a.id = r.alert_id where r.received_at >= ? and a.raised_at < '2025-07-01'")) {
            query.setTimestamp(1, Timestamp.from(since));
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
