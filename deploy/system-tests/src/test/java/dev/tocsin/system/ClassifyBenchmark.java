package dev.tocsin.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The running classify-service between two topics of a real broker: a flood of articles tells how many a second and a
 * CPU-second carry; then articles at half that rate, as feeds bring them, tell how long a report takes. Run by {@code
 * deploy/system-tests/benchmark}; stops what it starts.
 */
public final class ClassifyBenchmark {

    private static final String ARTICLES = "article.ingested.v1";
    private static final String DONE = "tocsin_classify_seconds_count";

    /** The stack's processes run on C1 alone and in 256 MB, to start fast beside one another; in production they do not. */
    private static final String AS_IN_PRODUCTION = "-XX:TieredStopAtLevel=4 -Xmx512m";

    /** As many are classified before anything is measured: the compiler is part of the start, not of the stream. */
    private static final int WARM_UP = 2_000;

    private static final int MOST_PACED = 4_000;
    private static final Duration PACED = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final List<byte[]> stream;
    private final double inProcess;
    private final KafkaProducer<String, byte[]> producer;
    private final ServiceGauge service;
    private long sent;

    private ClassifyBenchmark(
            List<byte[]> stream, double inProcess, KafkaProducer<String, byte[]> producer, ServiceGauge service) {
        this.stream = stream;
        this.inProcess = inProcess;
        this.producer = producer;
        this.service = service;
    }

    /** @param args a file with an article on each line, and how many a CPU-second classifies without a service around */
    public static void main(String[] args) throws Exception {
        List<byte[]> stream = Files.readAllLines(Path.of(args[0])).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        try (BrokerAlone broker = BrokerAlone.start(home);
                Stack stack = new Stack(StackOptions.in(home).on(broker).with("_JAVA_OPTIONS", AS_IN_PRODUCTION))) {
            Thread stopper = new Thread(() -> {
                stack.close();
                broker.close();
            });
            Runtime.getRuntime().addShutdownHook(stopper);
            new Cluster(broker.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            Instant begun = Instant.now();
            stack.start(Role.CLASSIFY);
            ServiceGauge service = new ServiceGauge(
                    stack.management(Role.CLASSIFY),
                    stack.process(Role.CLASSIFY).pid());
            System.out.printf(
                    "cold start to ready: %.1f s, %.1f CPU-s; resident %d MB%n",
                    seconds(Duration.between(begun, Instant.now())),
                    seconds(service.cpu()),
                    service.residentMegabytes().orElse(-1));
            Map<String, Object> config = Map.of(
                    "bootstrap.servers",
                    broker.kafkaBootstrapServers(),
                    "linger.ms",
                    5,
                    "key.serializer",
                    StringSerializer.class,
                    "value.serializer",
                    ByteArraySerializer.class);
            try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config)) {
                new ClassifyBenchmark(stream, Double.parseDouble(args[1]), producer, service)
                        .run(broker.kafkaBootstrapServers());
            }
        } finally {
            deleteData(home.resolve("data"));
            System.out.println("logs: " + home.resolve("logs"));
        }
    }

    private void run(String bootstrapServers) throws Exception {
        int warm = Math.min(WARM_UP, stream.size() / 4);
        int paced = Math.min(MOST_PACED, stream.size() / 4);
        send(stream.subList(0, warm), 0);
        awaitDone();
        double rate = flood(stream.subList(warm, stream.size() - paced));
        pace(bootstrapServers, stream.subList(stream.size() - paced, stream.size()), rate / 2);
        System.out.printf(
                "resident after %d articles: %d MB%n",
                sent, service.residentMegabytes().orElse(-1));
    }

    /** As fast as the broker takes them. Articles a second. */
    private double flood(List<byte[]> values) throws Exception {
        Duration cpu = service.cpu();
        Instant begun = Instant.now();
        send(values, 0);
        awaitDone();
        double seconds = seconds(Duration.between(begun, Instant.now()));
        double cpuSeconds = seconds(service.cpu().minus(cpu));
        System.out.printf(
                "flood of %d: %.0f articles/s, %.0f per CPU-s of the service, %.0f %% of the %.0f in process%n",
                values.size(),
                values.size() / seconds,
                values.size() / cpuSeconds,
                100 * values.size() / cpuSeconds / inProcess,
                inProcess);
        return values.size() / seconds;
    }

    private void pace(String bootstrapServers, List<byte[]> values, double rate) throws Exception {
        int fitting = (int) Math.min(values.size(), rate * PACED.toSeconds());
        Map<String, Long> times = send(values.subList(0, fitting), rate);
        awaitDone();
        ReportDelays delays = ReportDelays.read(bootstrapServers, times);
        System.out.printf(
                "paced at %.0f articles/s: article's record to report's p50 %.0f ms, p99 %.0f ms, of %d articles with reports%n",
                rate, delays.percentile(50), delays.percentile(99), delays.articles());
    }

    /**
     * @param rate articles a second; 0: as fast as they are taken
     * @return the time on each record, by article id
     */
    private Map<String, Long> send(List<byte[]> values, double rate) throws Exception {
        Map<String, Future<RecordMetadata>> sends = new HashMap<>();
        long begun = System.nanoTime();
        int number = 0;
        for (byte[] value : values) {
            if (rate > 0) {
                LockSupport.parkNanos(begun + (long) (number * 1e9 / rate) - System.nanoTime());
            }
            String id = new ObjectMapper().readTree(value).path("articleId").asText();
            sends.put(id, producer.send(new ProducerRecord<>(ARTICLES, id, value)));
            number++;
        }
        sent += values.size();
        Map<String, Long> times = new HashMap<>();
        for (Map.Entry<String, Future<RecordMetadata>> send : sends.entrySet()) {
            times.put(send.getKey(), send.getValue().get().timestamp());
        }
        return times;
    }

    /** Returns when as many were classified as were sent. */
    private void awaitDone() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (service.count(DONE) < sent) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("After %d minutes %d of %d articles are classified"
                        .formatted(LIMIT.toMinutes(), service.count(DONE), sent));
            }
            Thread.sleep(LOOK.toMillis());
        }
    }

    /** The logs stay. */
    private static void deleteData(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
