package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers meet at the door: keys, limits, and words that say what is wrong. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class ApiIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    // ---- Keys

    @ParameterizedTest
    @ValueSource(strings = {"/v1/feeds", "/v1/feeds/feed_x", "/v1/articles", "/v1/nowhere"})
    void nothingAnswersWithoutAKey(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("title", equalTo("An API key is needed"));
    }

    @Test
    void wrongKeyIsNoKey() {
        given().header("Authorization", "Bearer nonsense")
                .get("/v1/feeds")
                .then()
                .statusCode(401);
    }

    @Test
    void keyIsTakenAsBearerToken() {
        given().header("Authorization", "Bearer " + BackingResource.API_KEY)
                .get("/v1/feeds")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/asyncapi.yaml", "/schemas/article-ingested.schema.json"})
    void theApiDocumentNeedsNoKey(String path) {
        given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/q/health/live", "/q/health/started", "/q/metrics"})
    void healthAndMetricsAreOnThePortOfTheOperatorAlone(String path) {
        ManagementPort.given().get(path).then().statusCode(200);
        given().get(path).then().statusCode(404);
        api().get(path).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/v1/feeds"})
    void nothingElseIsOnThatPort(String path) {
        ManagementPort.given()
                .header("X-API-Key", BackingResource.API_KEY)
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void hubsFindNothingWhereNobodySaidHowWeAreReached() {
        given().get("/v1/websub/" + "x".repeat(43)).then().statusCode(404);
        given().post("/v1/websub/" + "x".repeat(43)).then().statusCode(404);
    }

    @Test
    void openApiDocumentNamesEveryOperation() {
        String document = given().get("/q/openapi").then().extract().asString();

        assertThat(document)
                .contains(
                        "/v1/feeds:",
                        "/v1/feeds/preview:",
                        "/v1/articles:",
                        "/v1/websub/{token}:",
                        "Take an article in",
                        "Follow a feed");
    }

    // ---- Feeds

    @Test
    void configuredFeedIsFollowedFromTheStart() {
        await().untilAsserted(() -> api().get("/v1/feeds?limit=200")
                .then()
                .body("data.feedUrl", hasItem(BackingResource.CONFIGURED_FEED))
                .body(
                        "data.find { it.feedUrl == '" + BackingResource.CONFIGURED_FEED + "' }.lastError",
                        equalTo("The host name configured.invalid does not resolve.")));
    }

    @Test
    void feedsAreCountedByTheirStateAllTheTime() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                ManagementPort.given().get("/q/metrics").asString())
                        .containsPattern("tocsin_feeds\\{.*state=\"ok\".*} [0-9]"));
    }

    @ParameterizedTest
    @CsvSource({"limit=0, 400", "limit=201, 400", "limit=x, 404", "cursor=%00, 400", "cursor=feed_1, 400"})
    void pageThatCannotBeIsRefused(String query, int status) {
        api().urlEncodingEnabled(false).get("/v1/feeds?" + query).then().statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed_00000000000000000000000000", "feed_x", "%00", "preview-me"})
    void unknownFeedIsNotFound(String id) {
        api().urlEncodingEnabled(false).get("/v1/feeds/" + id).then().statusCode(404);
    }

    // ---- Articles

    @Test
    void postedArticleIsAcceptedThenKnownThenRevised() {
        String url = "https://outlet.example/" + UUID.randomUUID();
        Map<String, Object> first = article(url, "Text");

        ValidatableResponse accepted =
                post(first).statusCode(202).body("status", equalTo("accepted"), "revision", equalTo(1));
        String id = accepted.extract().path("articleId");
        post(article(url + "?utm_source=x", "Text"))
                .statusCode(202)
                .body("status", equalTo("known"), "articleId", equalTo(id));
        post(article(url, "Other text")).statusCode(202).body("status", equalTo("revised"), "revision", equalTo(2));

        try (TopicReader topic = new TopicReader(bootstrapServers)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(topic.mentioning(id))
                            .hasSize(2)
                            .allSatisfy(message -> {
                                assertThat(message.key()).isEqualTo(id);
                                assertThat(message.value()).contains("\"feedId\":null");
                                assertThat(message.headers().lastHeader("ce_id"))
                                        .isNotNull();
                            }));
        }
    }

    @Test
    void aDayAloneIsADateOfPublication() {
        Map<String, Object> article = article("https://outlet.example/a-day-alone", "Text");
        article.put("publishedAt", "2021-06-25");

        post(article).statusCode(202);
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', must not be blank",
        "url, '', must not be blank",
        "url, nonsense, must be an absolute http or https URL",
        "url, ftp://a.example/, must be an absolute http or https URL",
        "html, <p>both</p>, give either text or html",
        "publishedAt, yesterday, must be RFC 3339",
        "colour, red, colour"
    })
    void badFieldIsNamed(String field, String value, String words) {
        Map<String, Object> article = article("https://outlet.example/bad", "Text");
        article.put(field, value);

        String problem = post(article)
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(problem).contains(field.equals("html") ? "text" : field).contains(words);
    }

    @Test
    void overlongFieldsAreRefused() {
        Map<String, Object> article = article("https://outlet.example/long", "x".repeat(200_001));
        article.put("title", "t".repeat(1001));

        String problem = post(article).statusCode(400).extract().asString();

        assertThat(problem).contains("title").contains("text").contains("200000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "\"text\"", "{\"title\": {}}"})
    void whatIsNoArticleIsRefused(String body) {
        api().contentType("application/json")
                .body(body)
                .post("/v1/articles")
                .then()
                .statusCode(400);
    }

    @Test
    void malformedJsonIsSaidToBeAndWhere() {
        api().contentType("application/json")
                .body("{\"title\": \"T\",\n oops}")
                .post("/v1/articles")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("The body is not valid JSON"))
                .body("detail", containsString("line 2"));
    }

    @Test
    void wrongContentTypeIsRefusedAsSuch() {
        api().contentType("text/csv").body("a,b").post("/v1/articles").then().statusCode(415);
    }

    @Test
    void characterThatPostgresRefusesIsDropped() {
        post(article("https://outlet.example/" + UUID.randomUUID(), "a\u0000b\uD800c"))
                .statusCode(202);
    }

    // ---- Previews

    @Test
    void documentIsPreviewed() {
        String rss = FeedSite.rss(
                "Outlet", FeedSite.item("https://o.example/a?utm_source=x", "Fish & Chips", "<b>Bold</b> text"));

        preview("application/rss+xml", rss.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("title", equalTo("Outlet"))
                .body("items", hasSize(1))
                .body("items[0].title", equalTo("Fish & Chips"))
                .body("items[0].link", equalTo("https://o.example/a?utm_source=x"))
                .body("items[0].text", equalTo("Bold text"))
                .body("items[0].published", equalTo("2021-06-25T08:00:00Z"))
                .body("items[0].articleId", notNullValue())
                .body("warnings.code", hasItem("bare-ampersand"))
                .body("warnings.message", hasItem(containsString("bare &")));
    }

    @Test
    void previewTellsTheScheduleTheHubsAndEachRepairWithItsPlace() {
        String rss = """
                <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <rss><channel><ttl>60</ttl><skipDays><day>Sunday</day></skipDays>
                <atom:link rel="hub" href="https://hub.example/"/>
                <item><title>one & two &x;</title><pubDate>soon</pubDate>
                """;

        preview("application/rss+xml", rss.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("schedule.ttl", notNullValue())
                .body("schedule.skipDays", hasItem("SUNDAY"))
                .body("hubs", hasItem("https://hub.example/"))
                .body("items[0].title", equalTo("one & two &x;"))
                .body(
                        "warnings.code",
                        hasItems("unsafe-entities", "not-well-formed", "truncated", "date-not-understood", "no-date"))
                .body("warnings.message", hasItem("A bare & was read as the character it is (line 4, and 1 more)."))
                .body("warnings.message", hasItem("A date was not understood and left out: soon (item 1)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/feed+json", "text/plain", "application/octet-stream"})
    void jsonFeedIsPreviewedUnderAnyName(String contentType) {
        String feed =
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":1,\"content_text\":\"x\"}]}";

        preview(contentType, feed.getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("format", equalTo("json 1.1"))
                .body("items[0].id", equalTo("1"));
    }

    @Test
    void documentWithoutAContentTypeIsPreviewed() throws Exception {
        URI preview = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/feeds/preview");
        HttpRequest request = HttpRequest.newBuilder(preview)
                .header("X-API-Key", BackingResource.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(FeedSite.rss("Outlet")))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("\"title\":\"Outlet\"");
    }

    @Test
    void chineseDocumentIsPreviewed() {
        byte[] gb = "<?xml version=\"1.0\" encoding=\"GB18030\"?><rss><channel><title>矿业新闻</title></channel></rss>"
                .getBytes(Charset.forName("GB18030"));

        preview("text/xml", gb).statusCode(200).body("title", equalTo("矿业新闻"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, '', The document is empty",
        "application/xml, <html><body>Hi</body></html>, This is a web page",
        "text/xml, '<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><x>&c;</x>', begins no feed",
        "application/json, '{\"version\":\"1\"', looks like JSON but is not"
    })
    void whatIsNoFeedIsSaidToBeNone(String contentType, String body, String words) {
        preview(contentType, body.getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString(words));
    }

    @Test
    void hugeDocumentIsRefused() {
        preview("application/xml", new byte[50 * 1024 * 1024])
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("8 MB"));
    }

    @Test
    void feedUrlIsPreviewed() throws Exception {
        try (FeedSite site = new FeedSite()) {
            site.answer("/feed", FeedSite.tagged("\"1\"", FeedSite.rss("Outlet", FeedSite.item("story", "T", "t"))));

            previewUrl(site.url("/feed"))
                    .statusCode(200)
                    .body("feedUrl", equalTo(site.url("/feed")))
                    .body("items[0].link", equalTo(site.url("/story")));
            given().header("X-API-Key", BackingResource.API_KEY)
                    .get("/v1/feeds")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void feedUrlThatFailsSaysHow() throws Exception {
        try (FeedSite site = new FeedSite()) {
            site.answer("/huge", FeedSite.endless());
            site.answer("/private", FeedSite.status(301, "Location", "http://192.168.0.1/"));
            site.answer("/loop", FeedSite.status(302, "Location", "/loop"));

            previewUrl(site.url("/absent")).statusCode(422).body("detail", containsString("nothing at this address"));
            previewUrl(site.url("/huge")).statusCode(422).body("title", containsString("too large"));
            previewUrl(site.url("/private")).statusCode(400).body("detail", containsString("address not allowed"));
            previewUrl(site.url("/loop")).statusCode(400).body("detail", containsString("more than 5 times"));
            previewUrl("http://[::1]/").statusCode(400).body("detail", equalTo("address not allowed"));
            previewUrl("nonsense").statusCode(400).body("detail", containsString("not an http:// or https:// URL"));
        }
    }

    @Test
    void emptyRequestForAPreviewSaysWhatToSend() {
        preview("application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .statusCode(400)
                .body("detail", containsString("feedUrl"));
    }

    private static Map<String, Object> article(String url, String text) {
        return new HashMap<>(Map.of("title", "Title", "url", url, "text", text, "outlet", "Outlet"));
    }

    private static ValidatableResponse post(Map<String, Object> article) {
        return api().contentType("application/json")
                .body(article)
                .post("/v1/articles")
                .then();
    }

    private static ValidatableResponse preview(String contentType, byte[] body) {
        return api().header("Content-Type", contentType)
                .body(body)
                .post("/v1/feeds/preview")
                .then();
    }

    private static ValidatableResponse previewUrl(String url) {
        return api().contentType("application/json")
                .body(Map.of("url", url))
                .post("/v1/feeds/preview")
                .then();
    }

    private static RequestSpecification api() {
        return given().header("X-API-Key", BackingResource.API_KEY);
    }
}
