package dev.tocsin.alerting.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/** Each topic's {@code .dlq}: records that cannot be used, as they came, with the reason. */
@ApplicationScoped
public class DeadLetterPublisher {
    private static final Logger LOG = Logger.getLogger(DeadLetterPublisher.class);

    private final MutinyEmitter<byte[]> deadLetters;
    private final MeterRegistry meters;

    public DeadLetterPublisher(@Channel("dead-letters") MutinyEmitter<byte[]> deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.meters = meters;
        // There from the start: of what begins with one, no increase could be seen.
        counter("event.reported.v1");
        counter("article.revised.v1");
    }

    /** Sends when it is subscribed to, completes when Kafka has it; key, value and headers are those of the record. */
    public Uni<Void> publish(ConsumerRecord<byte[], byte[]> record, String reason) {
        return Uni.createFrom().deferred(() -> send(record, reason));
    }

    private Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warnf(
                "Record dead-lettered topic=%s partition=%d offset=%d reason=\"%s\"",
                record.topic(), record.partition(), record.offset(), reason);
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.add("tocsin-dlq-reason", utf8(reason));
        headers.add("tocsin-dlq-topic", utf8(record.topic()));
        headers.add("tocsin-dlq-partition", utf8(Integer.toString(record.partition())));
        headers.add("tocsin-dlq-offset", utf8(Long.toString(record.offset())));
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withTopic(record.topic() + ".dlq")
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        return deadLetters
                .sendMessage(Message.of(record.value(), Metadata.of(metadata)))
                .invoke(() -> counter(record.topic()).increment());
    }

    private Counter counter(String topic) {
        return Counter.builder("tocsin.deadletters")
                .description("Records that were set aside, by the topic that they came on")
                .tag("topic", topic)
                .register(meters);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
