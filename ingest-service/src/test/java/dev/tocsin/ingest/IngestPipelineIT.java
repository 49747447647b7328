package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class IngestPipelineIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Pool pool;

    /** Unlike any other test's, so that tests can share one topic. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private FeedSite site;
    private TopicReader topic;

    @BeforeEach
    void open() throws Exception {
        site = new FeedSite();
        topic = new TopicReader(bootstrapServers);
    }

    @AfterEach
    void close() {
        site.close();
        topic.close();
    }

    @Test
    void feedIsPublishedItemByItem() throws Exception {
        site.answer("/feed", FeedSite.tagged("\"1\"", FeedSite.rss("Outlet " + mark, item("/a"), item("/b"))));

        String id = follow("/feed");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.mentioning(id)).hasSize(2));
        ConsumerRecord<String, String> first = topic.mentioning(site.url("/a")).get(0);
        JsonNode value = new ObjectMapper().readTree(first.value());
        assertThat(value.path("articleId").asText()).isEqualTo(first.key()).matches("art_[0-9a-hjkmnp-tv-z]{26}");
        assertThat(value.path("outlet").asText()).isEqualTo("Outlet " + mark);
        assertThat(value.path("publishedAt").asText()).isEqualTo("2021-06-25T08:00:00Z");
        assertThat(value.path("author").isNull()).isTrue();
        assertThat(header(first, "ce_type")).isEqualTo("dev.tocsin.article.ingested.v1");
        assertThat(header(first, "ce_source")).isEqualTo("/ingest-service");
        assertThat(header(first, "ce_subject")).isEqualTo(first.key());
        assertThat(header(first, "content-type")).isEqualTo("application/json");
    }

    @Test
    void notModifiedFeedPublishesNothing() {
        site.answer("/feed", FeedSite.tagged("W/\"x y\"", FeedSite.rss("Outlet", item("/a"))));

        String id = follow("/feed");

        await().atMost(SOON).until(() -> site.requests("/feed").size() >= 3);
        assertThat(site.requests("/feed").get(2)).containsEntry("If-none-match", List.of("W/\"x y\""));
        assertThat(site.requests("/feed").get(0)).doesNotContainKey("If-none-match");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.mentioning(id)).hasSize(1));
        feed(id).body("consecutiveErrors", equalTo(0)).body("etag", equalTo("W/\"x y\""));
    }

    @Test
    void changedTextIsANewRevision() {
        site.answer("/feed", FeedSite.tagged("\"1\"", FeedSite.rss("Outlet", item("/a"))));
        String id = follow("/feed");
        await().atMost(SOON).until(() -> topic.mentioning(id).size() == 1);

        site.answer(
                "/feed", FeedSite.tagged("\"2\"", FeedSite.rss("Outlet", FeedSite.item(site.url("/a"), "T", "New"))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.mentioning(id))
                        .extracting(ConsumerRecord::value)
                        .satisfiesExactlyInAnyOrder(
                                one -> assertThat(one).contains("\"revision\":1"),
                                two -> assertThat(two).contains("\"revision\":2")));
    }

    @Test
    void articleOfTwoFeedsIsPublishedOnce() {
        site.answer("/one", FeedSite.tagged("\"1\"", FeedSite.rss("One", item("/shared?utm_source=one"))));
        site.answer("/two", FeedSite.tagged("\"2\"", FeedSite.rss("Two", item("/shared#two"), item("/other"))));

        follow("/one");
        follow("/two");

        await().atMost(SOON).until(() -> topic.mentioning(site.url("/other")).size() == 1);
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(topic.mentioning(site.url("/shared"))).hasSize(1));
    }

    @Test
    void brokenFeedDoesNotHoldUpGoodOnes() {
        site.answer("/broken", FeedSite.document("text/html", "<html><body>Hello".getBytes(StandardCharsets.UTF_8)));
        site.answer("/huge", FeedSite.endless());
        site.answer("/slow", exchange -> sleep());
        site.answer("/private", FeedSite.status(302, "Location", "http://10.0.0.1/feed"));
        site.answer("/gone", FeedSite.status(410));
        site.answer("/busy", FeedSite.status(429, "Retry-After", "3600"));
        site.answer("/good", FeedSite.tagged("\"1\"", FeedSite.rss("Good", item("/good-article"))));

        String broken = follow("/broken");
        String huge = follow("/huge");
        String slow = follow("/slow");
        String elsewhere = follow("/private");
        String gone = follow("/gone");
        String busy = follow(site.url("/busy").replace("127.0.0.1", "busy.example")); // or its host would rest

        follow("/good");

        await().atMost(SOON)
                .until(() -> topic.mentioning(site.url("/good-article")).size() == 1);
        await().atMost(SOON).untilAsserted(() -> {
            assertError(broken, "This is a web page, not a feed");
            assertError(huge, "larger than 8 MB");
            assertError(slow, "did not begin to answer within 2 seconds");
            assertError(elsewhere, "address not allowed");
            assertError(gone, "gone for good (HTTP 410)");
            assertError(busy, "come back later (HTTP 429), in 3600 seconds");
        });
        feed(gone).body("status", equalTo("disabled"));
        assertThat(site.requests("/busy")).hasSize(1);
    }

    @Test
    void redirectIsFollowedAndRelativeLinksAreReadFromWhereItEnds() {
        site.answer("/old", FeedSite.status(301, "Location", "/new/feed"));
        site.answer("/new/feed", FeedSite.tagged("\"1\"", FeedSite.rss("R", FeedSite.item("story", mark, "Text"))));

        follow("/old");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(topic.mentioning(site.url("/new/story"))).hasSize(1));
    }

    @Test
    void leftoversAreSentByTheSweep() {
        String id = "art_" + "0".repeat(18) + mark.replaceAll("[ilou]", "0");
        pool.query(
                        "insert into ingest.article (id, url, title, text, text_sha256, fingerprint, brought_by, claimed_until)"
                                + " values ('" + id + "', 'https://a.example/', 'Left', '', 'x', 'x', 'post', now())")
                .execute()
                .await()
                .indefinitely();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.mentioning(id)).hasSize(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(unsent(id)).isZero());
    }

    @Test
    void feedIsRegisteredOnceAndForgottenOnRequest() {
        String url = site.url("/x");
        String id = api().body(Map.of("url", url))
                .post("/v1/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        api().body(Map.of("feedUrl", url))
                .post("/v1/feeds")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        api().delete("/v1/feeds/" + id).then().statusCode(204);
        api().get("/v1/feeds/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void feedsAreListedPageByPage() {
        String first = follow("/page-1");
        String second = follow("/page-2");

        String cursor = first;
        String next = api().get("/v1/feeds?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .extract()
                .path("data[0].id");

        assertThat(next).isEqualTo(second);
    }

    @Test
    void forbiddenAddressIsRefusedAtTheDoor() {
        api().body(Map.of("feedUrl", "http://169.254.169.254/latest/meta-data"))
                .post("/v1/feeds")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", equalTo("address not allowed"));
    }

    private void assertError(String feedId, String words) {
        assertThat(feed(feedId).extract().<String>path("lastError")).contains(words);
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofSeconds(6).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long unsent(String articleId) {
        return pool.query("select count(*) from ingest.article where sent_at is null and id = '" + articleId + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private String item(String path) {
        return FeedSite.item(site.url(path).replace("&", "&amp;"), "Title " + path + " " + mark, "Text of " + path);
    }

    private String follow(String pathOrUrl) {
        return api().body(Map.of("feedUrl", pathOrUrl.startsWith("/") ? site.url(pathOrUrl) : pathOrUrl))
                .post("/v1/feeds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse feed(String id) {
        return api().get("/v1/feeds/" + id).then().statusCode(200);
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static RequestSpecification api() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
