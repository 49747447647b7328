package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Two alert-services on a database of their own: the one that is measured, and one that only stores alerts and queues what is
 * to be delivered of them. While the first is stopped (SIGSTOP) the second fills the queue; what happens then is delivery
 * alone, by a process that is warm. Alerts can also be sent to the first, which then does all of it.
 */
final class DeliveringTocsin implements AutoCloseable {
    /** The stack's processes run on C1 alone and in 256 MB, to start fast beside one another; in production they do not. */
    private static final String AS_IN_PRODUCTION = "-XX:TieredStopAtLevel=4 -Xmx512m";

    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final String RECEIVED = "tocsin_reports_received_total";
    private static final String ATTEMPTS = "tocsin_delivery_attempts_total";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int PARTITIONS = 4;

    private final Stack deliverer;
    private final Stack filler;
    private final AlertStock stock;
    private final String name;
    private final ServiceGauge service;
    private final ServiceGauge filling;
    private final DatabaseGauge database;
    private final StatementGauge statements;
    private volatile boolean stopped;

    private DeliveringTocsin(
            EmbeddedBacking server, Backing own, Stack deliverer, Stack filler, AlertStock stock, String name)
            throws SQLException {
        this.deliverer = deliverer;
        this.filler = filler;
        this.stock = stock;
        this.name = name;
        this.service = gauge(deliverer);
        this.filling = gauge(filler);
        this.database = new DatabaseGauge(server);
        this.statements = new StatementGauge(own);
    }

    /** @param filling given to the one that fills the queue, beside what both have */
    static DeliveringTocsin start(
            EmbeddedBacking server, Path home, Path stream, String name, Map<String, String> filling) throws Exception {
        OtherDatabase own = OtherDatabase.create(server, name);
        Stack filler = service(own, home, name + "_fill", withNoDelivery(filling));
        Stack deliverer = service(own, home, name, Map.of());
        try {
            filler.start(Role.ALERT);
            deliverer.start(Role.ALERT);
            AlertStock stock = new AlertStock(server.kafkaBootstrapServers(), stream);
            DeliveringTocsin tocsin = new DeliveringTocsin(server, own, deliverer, filler, stock, name);
            // A process that is stopped does not notice that we have ended.
            Runtime.getRuntime().addShutdownHook(new Thread(tocsin::close));
            return tocsin;
        } catch (Exception | Error failed) {
            filler.close();
            deliverer.close();
            throw failed;
        }
    }

    private static Stack service(Backing own, Path home, String topic, Map<String, String> environment)
            throws IOException {
        own.createTopic(topic, PARTITIONS);
        StackOptions options = StackOptions.in(home.resolve(topic))
                .on(own)
                .with("_JAVA_OPTIONS", AS_IN_PRODUCTION)
                .with("QUARKUS_LOG_LEVEL", "WARN")
                // Subscriptions are made by the thousand.
                .with("TOCSIN_API_RATE_PER_MINUTE", "1000000")
                .with("TOCSIN_API_RATE_BURST", "100000")
                // The one opens what the other has sealed.
                .with("TOCSIN_SECRETS_KEYS", KEY)
                .with("MP_MESSAGING_INCOMING_EVENT_REPORTED_TOPIC", topic)
                .with("MP_MESSAGING_INCOMING_EVENT_REPORTED_GROUP_ID", topic)
                .with("MP_MESSAGING_INCOMING_ARTICLE_REVISED_GROUP_ID", topic + "-corrections");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            options = options.with(variable.getKey(), variable.getValue());
        }
        return new Stack(options);
    }

    private static Map<String, String> withNoDelivery(Map<String, String> filling) {
        Map<String, String> environment = new java.util.HashMap<>(filling);
        environment.put("TOCSIN_DELIVERY_IN_FLIGHT", "0");
        return environment;
    }

    private static ServiceGauge gauge(Stack stack) {
        return new ServiceGauge(
                stack.management(Role.ALERT), stack.process(Role.ALERT).pid());
    }

    /** Over the one that is never stopped. */
    Subscriber subscriber() {
        return new Subscriber(filler.uri(Role.ALERT), filler.apiKey());
    }

    ServiceGauge service() {
        return service;
    }

    DatabaseGauge database() {
        return database;
    }

    StatementGauge statements() {
        return statements;
    }

    long pid() {
        return deliverer.process(Role.ALERT).pid();
    }

    /** Tries so far whose outcome is known. */
    long tried() throws IOException, InterruptedException {
        return service.count(ATTEMPTS);
    }

    /** Queues what these alerts bring, and sends nothing of it until {@link #go}. Each batch is one transaction. */
    void fill(String category, int alerts, int batch) throws Exception {
        stopped = true;
        signal("-STOP");
        long before = filling.count(RECEIVED);
        for (int sent = 0; sent < alerts; sent += batch) {
            stock.send(name + "_fill", category, Math.min(batch, alerts - sent));
            await(filling, before + Math.min(alerts, sent + batch));
        }
    }

    /** Goes on where {@link #fill} has stopped it. */
    void go() throws IOException, InterruptedException {
        signal("-CONT");
        stopped = false;
    }

    /** Sends alerts to the one that is measured and does not wait. */
    void send(String category, int alerts) {
        stock.send(name, category, alerts);
    }

    /** Sends alerts to the one that is measured and waits until it has stored them. Seconds. */
    double store(String category, int alerts) throws Exception {
        long before = service.count(RECEIVED);
        Instant begun = Instant.now();
        send(category, alerts);
        await(service, before + alerts);
        return Duration.between(begun, Instant.now()).toMillis() / 1000.0;
    }

    /** Whether it came about within the limit. */
    static boolean within(Duration limit, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    private static void await(ServiceGauge service, long received) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (service.count(RECEIVED) < received) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("After %d minutes %d of %d reports are stored"
                        .formatted(LIMIT.toMinutes(), service.count(RECEIVED), received));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", signal, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " has ended with " + code);
        }
    }

    @Override
    public void close() {
        try {
            if (stopped) {
                go();
            }
        } catch (IOException | InterruptedException gone) {
            // Then it need not go on to end.
        }
        filler.close();
        deliverer.close();
    }
}
