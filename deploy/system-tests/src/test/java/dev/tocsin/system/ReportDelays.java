package dev.tocsin.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** From the time on an article's record to that on the record of its first report. */
final class ReportDelays {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final double[] millis;

    private ReportDelays(double[] millis) {
        this.millis = millis;
    }

    /** @param sent the time on each article's record, by article id; of other articles' reports nothing is told */
    static ReportDelays read(String bootstrapServers, Map<String, Long> sent) throws IOException {
        Map<String, Long> first = new HashMap<>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "benchmark-" + UUID.randomUUID(),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        try (KafkaConsumer<byte[], byte[]> reports = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = reports.partitionsFor("event.reported.v1").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reports.assign(partitions);
            reports.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reports.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reports.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> report : reports.poll(QUIET)) {
                    JsonNode id = JSON.readTree(report.value()).findValue("articleId");
                    Long begun = id == null ? null : sent.get(id.asText());
                    if (begun != null) {
                        first.merge(id.asText(), report.timestamp() - begun, Math::min);
                    }
                }
            }
        }
        double[] millis =
                first.values().stream().mapToDouble(Long::doubleValue).sorted().toArray();
        return new ReportDelays(millis);
    }

    int articles() {
        return millis.length;
    }

    /** NaN where nothing was reported. */
    double percentile(int percent) {
        return millis.length == 0 ? Double.NaN : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }
}
