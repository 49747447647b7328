package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One article stays one, however its publishers call it from one check to the next. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class IdentityIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

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
    void changedGuidAndThenChangedAddressAreTheSameArticle() {
        follow(
                "/feed",
                item("g1", "/a", "Title", "Words"),
                item("g2", "/a", "Title", "Words"),
                item("g2", "/a-new-slug", "Title", "Words"),
                item("g2", "/a-new-slug?utm_source=rss", "Title", "Other words"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(articles())
                        .extracting(article -> article.path("revision").asInt())
                        .containsExactly(1, 2));
        assertThat(articles())
                .extracting(IdentityIT::id)
                .containsOnly(id(articles().get(0)));
    }

    @Test
    void guidThatIsUsedAgainIsTheNextArticle() {
        follow("/feed", item("latest", "/a", "First title", "Words"), item("latest", "/b", "Second title", "Words"));

        await().atMost(SOON).untilAsserted(() -> assertThat(articles()).hasSize(2));
        assertThat(articles()).extracting(IdentityIT::id).doesNotHaveDuplicates();
    }

    @Test
    void twoFeedsThatCarryOneArticleDifferentlyDoNotDoubleIt() {
        follow("/feed", item("1", "/a", "Title", "Words"));
        await().atMost(SOON).untilAsserted(() -> assertThat(articles()).hasSize(1));

        follow("/other", item("x", "/a/amp/?utm_medium=feed#top", "Title - The Outlet", "Words, shortened"));

        await().atMost(SOON).until(() -> site.requests("/other").size() > 1);
        assertThat(articles()).hasSize(1);
    }

    /** Registers a feed that changes from check to check, and stays as it was last. */
    private void follow(String path, String... items) {
        site.answer(
                path,
                FeedSite.inTurn(Arrays.stream(items)
                        .map(item -> FeedSite.document(FeedSite.rss("Outlet " + mark, item)))
                        .toArray(FeedSite.Answer[]::new)));
        given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("feedUrl", site.url(path)))
                .post("/v1/feeds")
                .then()
                .statusCode(201);
    }

    private String item(String guid, String path, String title, String text) {
        return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title + " " + mark + "</title><link>"
                + site.url(path) + "</link><description>" + text + "</description></item>";
    }

    private List<JsonNode> articles() {
        return topic.articles(mark);
    }

    private static String id(JsonNode article) {
        return article.path("articleId").asText();
    }
}
