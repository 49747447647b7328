package dev.tocsin.alerting;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The far ends of this service's topics. */
public final class Topic implements AutoCloseable {
    private final String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());

    /** Sends reports as classify-service does; returns when Kafka has them. */
    public void report(EventReported... reports) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (EventReported report : reports) {
            sent.add(producer.send(new ProducerRecord<>(
                    "event.reported.v1", report.reportId().getBytes(StandardCharsets.UTF_8), Reports.toJson(report))));
        }
        sent.forEach(Topic::await);
    }

    /** Sends a correction as classify-service does, with the ids of what the revision reports. */
    public void correct(String articleId, int revision, String... reportIds) {
        String reports = Stream.of(reportIds).map(id -> '"' + id + '"').collect(Collectors.joining(","));
        String json = "{\"articleId\":\"%s\",\"revision\":%d,\"reports\":[%s],\"revisedAt\":\"2021-06-20T08:00:00Z\"}"
                .formatted(articleId, revision, reports);
        send(new ProducerRecord<>(
                "article.revised.v1",
                articleId.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends anything. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        await(producer.send(record));
    }

    /** All dead letters that there are. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters("event.reported.v1");
    }

    /** All dead letters of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic + ".dlq", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            Instant deadline = Instant.now().plusSeconds(10);
            while (consumer.position(partition) < end && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka does not take a record", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
