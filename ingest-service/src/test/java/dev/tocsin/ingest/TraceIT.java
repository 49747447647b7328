package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** With tracing on, an article carries its trace in its row, and its message goes on with it. */
@QuarkusTest
@NullUnmarked
@TestProfile(TraceIT.Traced.class)
@QuarkusTestResource(BackingResource.class)
class TraceIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Pool pool;

    /** The spans themselves go nowhere: none is sampled, and its ids are there all the same. */
    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.sampler.arg", "0.0");
        }
    }

    @Test
    void articleOfAFeedGoesOnTheTraceThatItsRowKeeps() throws Exception {
        try (FeedSite site = new FeedSite();
                TopicReader topic = new TopicReader(bootstrapServers)) {
            site.answer("/feed", FeedSite.tagged("\"1\"", FeedSite.rss("O", FeedSite.item(site.url("/a"), "T", "t"))));
            given().header("X-API-Key", BackingResource.API_KEY)
                    .contentType("application/json")
                    .body(Map.of("feedUrl", site.url("/feed")))
                    .post("/v1/feeds")
                    .then()
                    .statusCode(201);

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(topic.mentioning(site.url("/a"))).hasSize(1));

            ConsumerRecord<String, String> message =
                    topic.mentioning(site.url("/a")).get(0);
            assertGoesOn(stored(message.key()), header(message));
        }
    }

    @Test
    void postedArticleHasATraceOfItsOwn() {
        String url = "https://outlet.example/" + UUID.randomUUID();
        try (TopicReader topic = new TopicReader(bootstrapServers)) {
            given().header("X-API-Key", BackingResource.API_KEY)
                    .contentType("application/json")
                    .body(Map.of("title", "T", "url", url, "text", "t"))
                    .post("/v1/articles")
                    .then()
                    .statusCode(202);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(topic.mentioning(url)).hasSize(1));

            ConsumerRecord<String, String> message = topic.mentioning(url).get(0);
            assertGoesOn(stored(message.key()), header(message));
            assertThat(message.value()).doesNotContain("traceparent");
        }
    }

    /** The same trace, and another step of it. */
    private static void assertGoesOn(String before, String after) {
        assertThat(before).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        assertThat(after).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]").isNotEqualTo(before);
        assertThat(after.substring(3, 35)).isEqualTo(before.substring(3, 35));
    }

    private String stored(String articleId) {
        return pool.preparedQuery("select traceparent from ingest.article where id = $1")
                .execute(Tuple.of(articleId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    private static String header(ConsumerRecord<?, ?> message) {
        return new String(message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
    }
}
