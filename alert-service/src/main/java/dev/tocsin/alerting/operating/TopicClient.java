package dev.tocsin.alerting.operating;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Asks Kafka how things are. It commits nothing, and all that it ever writes is a dead letter, to the topic that it came on. */
@Singleton
public class TopicClient {
    /** The topics that this service reads, and as which group. */
    static final Map<String, String> GROUPS =
            Map.of("event.reported.v1", "alert-service", "article.revised.v1", "alert-service-corrections");

    private static final String DEAD = ".dlq";
    private static final String MARK = "tocsin-dlq-";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BEGINNING = 200;

    private final Map<String, Object> broker;

    TopicClient(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.broker = settings;
    }

    /** By topic. */
    Uni<List<TopicState>> topics() {
        return onWorker(() -> {
            try (Admin admin = Admin.create(broker)) {
                Set<String> present = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                List<TopicState> states = new ArrayList<>();
                for (Map.Entry<String, String> read : GROUPS.entrySet()) {
                    if (present.contains(read.getKey())) {
                        states.add(state(admin, read.getKey(), read.getValue(), present));
                    }
                }
                states.sort(Comparator.comparing(TopicState::topic));
                return states;
            }
        });
    }

    private static TopicState state(Admin admin, String topic, String group, Set<String> present) throws Exception {
        Map<TopicPartition, Long> ends = offsets(admin, topic, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Map<TopicPartition, Long> begins = offsets(admin, topic, OffsetSpec.earliest());
        long lag = ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata at = read.get(end.getKey());
                    return end.getValue() - (at == null ? begins.getOrDefault(end.getKey(), 0L) : at.offset());
                })
                .sum();
        return new TopicState(
                topic,
                group,
                sum(ends) - sum(begins),
                lag,
                present.contains(topic + DEAD)
                        ? sum(offsets(admin, topic + DEAD, OffsetSpec.latest()))
                                - sum(offsets(admin, topic + DEAD, OffsetSpec.earliest()))
                        : 0);
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, String topic, OffsetSpec which) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(description -> description.partitions().stream())
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), partition -> which));
        return admin.listOffsets(asked).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The newest of all topics. */
    Uni<List<DeadLetter>> deadLetters(int most) {
        return onWorker(() -> {
            List<DeadLetter> all = new ArrayList<>();
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                for (String topic : GROUPS.keySet()) {
                    for (PartitionInfo partition : partitions(consumer, topic + DEAD)) {
                        read(consumer, new TopicPartition(topic + DEAD, partition.partition()), most)
                                .forEach(record -> all.add(letter(topic, record)));
                    }
                }
            }
            all.sort(Comparator.comparing(DeadLetter::at).reversed());
            return List.copyOf(all.subList(0, Math.min(most, all.size())));
        });
    }

    /** Publishes a dead letter again as it first came; says whether there is one. */
    Uni<Boolean> redrive(String topic, int partition, long offset) {
        return onWorker(() -> {
            Optional<ConsumerRecord<byte[], byte[]>> found;
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                found = at(consumer, new TopicPartition(topic + DEAD, partition), offset);
            }
            if (found.isEmpty()) {
                return false;
            }
            List<Header> headers = StreamSupport.stream(found.get().headers().spliterator(), false)
                    .filter(header -> !header.key().startsWith(MARK))
                    .toList();
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(
                                topic, null, found.get().key(), found.get().value(), headers))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return true;
        });
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.remove("group.id");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<PartitionInfo> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.listTopics(PATIENCE).getOrDefault(topic, List.of());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition from, int most) {
        consumer.assign(List.of(from));
        long end = consumer.endOffsets(List.of(from)).getOrDefault(from, 0L);
        long begin = consumer.beginningOffsets(List.of(from)).getOrDefault(from, 0L);
        return read(consumer, from, Math.max(begin, end - most), end);
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> at(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition from, long offset) {
        if (partitions(consumer, from.topic()).stream().noneMatch(known -> known.partition() == from.partition())) {
            return Optional.empty();
        }
        consumer.assign(List.of(from));
        return read(consumer, from, offset, offset + 1).stream()
                .filter(record -> record.offset() == offset)
                .findFirst();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition from, long begin, long end) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        consumer.seek(from, begin);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (begin < end && consumer.position(from) < end && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(200)).records(from).forEach(all::add);
        }
        return all;
    }

    private static DeadLetter letter(String topic, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new DeadLetter(
                topic,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? "" : text(record.key()),
                Optional.ofNullable(record.headers().lastHeader(MARK + "reason"))
                        .map(header -> text(header.value()))
                        .orElse(""),
                text(value.length > BEGINNING ? java.util.Arrays.copyOf(value, BEGINNING) : value),
                value.length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
