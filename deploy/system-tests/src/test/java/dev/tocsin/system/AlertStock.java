package dev.tocsin.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reports that nobody has been sent yet, each of an event of its own, by category. */
final class AlertStock {
    private static final Pattern CATEGORY = Pattern.compile("\"category\":\"([a-z_]+)\"");

    private final String bootstrapServers;
    private final Map<String, Deque<String>> reports = new HashMap<>();

    AlertStock(String bootstrapServers, Path stream) throws IOException {
        this.bootstrapServers = bootstrapServers;
        for (String line : Files.readAllLines(stream)) {
            Matcher category = CATEGORY.matcher(line);
            if (category.find()) {
                reports.computeIfAbsent(category.group(1), name -> new ArrayDeque<>())
                        .add(line);
            }
        }
    }

    void send(String topic, String category, int count) {
        List<String> sent = new ArrayList<>();
        Deque<String> left = reports.getOrDefault(category, new ArrayDeque<>());
        for (int i = 0; i < count; i++) {
            String report = left.poll();
            if (report == null) {
                throw new IllegalStateException("No more alerts of " + category + ": write a longer stream");
            }
            sent.add(report);
        }
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                5,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config)) {
            sent.forEach(report -> producer.send(new ProducerRecord<>(topic, report.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
