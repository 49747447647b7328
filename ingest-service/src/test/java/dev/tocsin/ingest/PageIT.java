package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds that carry a summary only: their articles' pages are read before anything is published. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(PageIT.PagesAreRead.class)
class PageIT {
    /** As in production. */
    public static class PagesAreRead implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tocsin.page.enabled", "true");
        }
    }

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SENTENCE =
            "The energy ministry of the province said on Friday that every bitcoin mine in its grid has to stop. ";

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
    void pageIsPublishedInPlaceOfTheSummary() throws Exception {
        site.answer("/a", page("/a", SENTENCE.repeat(12)));

        JsonNode article = only(feed("/a"));

        assertThat(article.path("textSource").asText()).isEqualTo("page");
        assertThat(article.path("text").asText()).contains(SENTENCE.strip()).doesNotContain("Most read");
        assertThat(article.path("revision").asInt()).isEqualTo(1);
        assertThat(site.requests("/robots.txt")).hasSize(1);
    }

    @Test
    void summaryServesWhereThePageIsNotThereAndSaysSo() throws Exception {
        JsonNode article = only(feed("/gone"));

        assertThat(article.path("textSource").asText()).isEqualTo("summary");
        assertThat(article.path("textNote").asText()).isEqualTo("The page is not there (HTTP 404).");
        assertThat(article.path("text").asText()).isEqualTo("Only a summary.");
        given().header("X-API-Key", BackingResource.API_KEY)
                .get("/v1/articles/" + article.path("articleId").asText())
                .then()
                .statusCode(200)
                .body("textSource", equalTo("summary"))
                .body("textNote", equalTo("The page is not there (HTTP 404)."));
    }

    @Test
    void pageThatRobotsTxtForbidsIsNotAskedFor() throws Exception {
        site.answer(
                "/robots.txt",
                FeedSite.document("text/plain", "User-agent: *\nDisallow: /a".getBytes(StandardCharsets.UTF_8)));
        site.answer("/a", page("/a", SENTENCE.repeat(12)));

        JsonNode article = only(feed("/a"));

        assertThat(article.path("textNote").asText()).contains("robots.txt");
        assertThat(site.requests("/a")).isEmpty();
    }

    @Test
    void pageThatRobotsTxtForbidsIsNotReadThroughALinkThatLeadsThere() throws Exception {
        site.answer(
                "/robots.txt",
                FeedSite.document("text/plain", "User-agent: *\nDisallow: /private".getBytes(StandardCharsets.UTF_8)));
        site.answer("/private/a", page("/private/a", SENTENCE.repeat(12)));
        site.answer("/a", FeedSite.status(302, "Location", "/private/a"));

        JsonNode article = only(feed("/a"));

        assertThat(article.path("textSource").asText()).isEqualTo("summary");
        assertThat(article.path("textNote").asText()).contains("robots.txt");
    }

    @Test
    void linksThatAllLeadToOneLoginStayArticlesOfTheirOwn() throws Exception {
        site.answer("/login", page("/login", "Log in", "You have to log in before you can read on here. ".repeat(9)));
        site.answer("/a", FeedSite.status(302, "Location", "/login"));
        site.answer("/b", FeedSite.status(302, "Location", "/login"));

        JsonNode one = only(feed("/a"));
        JsonNode other = only(feed("/b"));

        assertThat(List.of(one, other))
                .extracting(article -> article.path("textSource").asText())
                .containsOnly("summary");
        assertThat(one.path("articleId")).isNotEqualTo(other.path("articleId"));
    }

    @Test
    void changedSummaryDoesNotTakeThePlaceOfThePage() throws Exception {
        site.answer("/a", page("/a", SENTENCE.repeat(12)));
        only(feed("/a"));

        site.answer("/feed-a", rss("/a", "Only a summary. 13 comments."));

        int asked = site.requests("/feed-a").size();
        await().atMost(SOON).until(() -> site.requests("/feed-a").size() > asked + 2);
        assertThat(articles(site.url("/a"))).hasSize(1);
    }

    @Test
    void pageThatComesLateIsTheNextRevision() throws Exception {
        site.answer("/a", FeedSite.inTurn(FeedSite.status(500), page("/a", SENTENCE.repeat(12))));

        String url = feed("/a");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(articles(url))
                        .extracting(article -> article.path("textSource").asText())
                        .containsExactly("summary", "page"));
        assertThat(articles(url))
                .extracting(article -> article.path("revision").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void twoLinksThatLeadToOnePageAreOneArticle() throws Exception {
        site.answer("/a", page("/a", SENTENCE.repeat(12)));
        site.answer("/go", FeedSite.status(302, "Location", "/a"));
        site.answer("/print", page("/a", SENTENCE.repeat(12)));

        JsonNode first = only(feed("/a"));
        feed("/go");
        feed("/print");

        await().atMost(SOON)
                .until(() -> !site.requests("/print").isEmpty()
                        && !site.requests("/go").isEmpty());
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(articles(site.url("/")))
                        .extracting(article -> article.path("articleId").asText())
                        .containsExactly(first.path("articleId").asText()));
    }

    /** Registers a feed of one item; its articles are those of this site. */
    private String feed(String path) {
        String feed = "/feed" + path.replace('/', '-');
        site.answer(feed, rss(path, "Only a summary."));
        given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("feedUrl", site.url(feed)))
                .post("/v1/feeds")
                .then()
                .statusCode(201);
        return site.url(path);
    }

    private FeedSite.Answer rss(String path, String summary) {
        return FeedSite.document(
                FeedSite.rss("Outlet " + mark, FeedSite.item(site.url(path), "Miners told to stop " + mark, summary)));
    }

    private FeedSite.Answer page(String canonical, String text) {
        return page(canonical, "Miners told to stop " + mark + " | The Outlet", text);
    }

    private static FeedSite.Answer page(String canonical, String title, String text) {
        String html = "<html><head><title>" + title + "</title><link rel='canonical' href='" + canonical
                + "'></head><body><nav><a href='/'>Home</a></nav><article><h1>" + title + "</h1><p>"
                + text.replace(". ", ".</p><p>")
                + "</p></article><aside><h3>Most read</h3><a href='/x'>Other news</a></aside></body></html>";
        return FeedSite.document("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode only(String url) {
        await().atMost(SOON).until(() -> !articles(url).isEmpty());
        assertThat(articles(url)).hasSize(1);
        return articles(url).get(0);
    }

    private List<JsonNode> articles(String urlPrefix) {
        return topic.articles(mark).stream()
                .filter(article -> article.path("url").asText().startsWith(urlPrefix))
                .toList();
    }
}
