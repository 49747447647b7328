package dev.tocsin.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on article.ingested.v1, from its beginning. */
final class TopicReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new CopyOnWriteArrayList<>();

    TopicReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of("article.ingested.v1"));
    }

    /** What has come so far that mentions this text, be it in a title, a URL or a feed's id. */
    List<ConsumerRecord<String, String>> mentioning(String text) {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return seen.stream().filter(message -> message.value().contains(text)).toList();
    }

    /** The articles among those, in the order in which they came. */
    List<JsonNode> articles(String text) {
        return mentioning(text).stream()
                .map(message -> {
                    try {
                        return JSON.readTree(message.value());
                    } catch (JsonProcessingException e) {
                        throw new AssertionError("no JSON: " + message.value(), e);
                    }
                })
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
