package dev.tocsin.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.classify.article.ArticleIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** With tracing on, what comes of an article goes on its trace; what cannot be read keeps it, too. */
@QuarkusTest
@TestProfile(TraceIT.Traced.class)
@QuarkusTestResource(BackingResource.class)
class TraceIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ObjectMapper json = new ObjectMapper();
    private final Topics topics =
            new Topics(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));

    /** The spans themselves go nowhere: none is sampled here, and who asked for none gets none. */
    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.sampler.arg", "0.0");
        }
    }

    @Test
    void reportGoesOnTheTraceOfItsArticle() throws IOException {
        String articleId = ArticleIds.hashed("art_", "traced");
        topics.send(traced(articleId, article(articleId)));

        ConsumerRecord<String, byte[]> report = topics.read(
                        "event.reported.v1",
                        1,
                        record -> new String(record.value(), StandardCharsets.UTF_8).contains(articleId))
                .get(0);

        assertThat(Topics.header(report, "traceparent"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-00")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void deadLetterGoesOnTheTraceOfItsRecord() {
        topics.send(traced("traced-broken", "{".getBytes(StandardCharsets.UTF_8)));

        ConsumerRecord<String, byte[]> letter = topics.read(
                        "article.ingested.v1.dlq", 1, record -> "traced-broken".equals(record.key()))
                .get(0);

        assertThat(letter.headers().headers("traceparent")).hasSize(1);
        assertThat(Topics.header(letter, "traceparent")).contains(TRACE);
    }

    private static ProducerRecord<String, byte[]> traced(String key, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("article.ingested.v1", key, value);
        record.headers().add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-00").getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private byte[] article(String articleId) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("/contract/article-ingested.example.json"))) {
            return json.writeValueAsBytes(((ObjectNode) json.readTree(in)).put("articleId", articleId));
        }
    }
}
