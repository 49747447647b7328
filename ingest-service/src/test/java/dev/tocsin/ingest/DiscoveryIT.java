package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a site's address to its feeds, over real HTTP. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class DiscoveryIT {
    private FeedSite site;

    @BeforeEach
    void open() throws Exception {
        site = new FeedSite();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void pagesFeedsAreFoundReadAndToldOfInOrder() {
        page(
                "/",
                "<link rel='alternate' type='application/rss+xml' href='/comments/feed'>"
                        + "<link rel='alternate' type='application/rss+xml' href='/news'>"
                        + "<link rel='alternate' type='application/json' href='/wp-json/x'>");
        site.answer("/news", FeedSite.document(FeedSite.rss("矿业新闻", FeedSite.item("/1", "T", "t"))));
        site.answer("/comments/feed", FeedSite.document(FeedSite.rss("Comments")));

        discover(site.url("/"))
                .statusCode(200)
                .body("candidates.feedUrl", contains(site.url("/news"), site.url("/comments/feed")))
                .body("candidates[0].title", equalTo("矿业新闻"))
                .body("candidates[0].format", equalTo("rss 2.0"))
                .body("candidates[0].items", equalTo(1))
                .body("candidates[0].newest", equalTo("2021-06-25T08:00:00Z"))
                .body("candidates[1].newest", nullValue());
    }

    @Test
    void feedInAUsualPlaceIsFound() {
        page("/", "");
        site.answer("/atom.xml", FeedSite.document(FeedSite.rss("Outlet")));

        discover(site.url("/")).statusCode(200).body("candidates.feedUrl", contains(site.url("/atom.xml")));
    }

    @Test
    void siteWithoutAFeedIsSaidToHaveNone() {
        page("/", "");

        discover(site.url("/"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("names no feed"));
    }

    @Test
    void siteThatFailsSaysHow() {
        site.answer("/", FeedSite.status(403));

        discover(site.url("/")).statusCode(422).body("detail", containsString("refuses us"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/, address not allowed",
        "ftp://a.example/, not an http:// or https:// URL",
        "'a b', has a blank",
        "'', must not be blank"
    })
    void addressThatWeDoNotGoToIsRefused(String url, String words) {
        discover(url).statusCode(400).body(containsString(words));
    }

    @Test
    void linkIntoAPrivateNetworkIsNotFollowed() {
        page("/", "<link rel='alternate' type='application/rss+xml' href='http://192.168.0.1/feed'>");

        discover(site.url("/")).statusCode(422).body("detail", containsString("http://192.168.0.1/feed"));
    }

    @Test
    void namedFeedThatIsWithheldIsNotSaidToBeUnnamed() {
        page("/", "<link rel='alternate' type='application/rss+xml' href='/news'>");
        site.answer("/news", FeedSite.status(403));

        discover(site.url("/"))
                .statusCode(422)
                .body("detail", containsString(site.url("/news")))
                .body("detail", containsString("refuses us"));
    }

    @Test
    void longestAddressIsNoFaultOfOurs() {
        String path = "/" + "x".repeat(2048 - site.url("/").length());
        page(path, "");

        discover(site.url(path)).statusCode(422).body("detail", containsString("names no feed"));
    }

    private void page(String path, String links) {
        site.answer(
                path,
                FeedSite.document(
                        "text/html",
                        ("<html><head><title>T</title>" + links + "</head><body>Hello</body></html>")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static ValidatableResponse discover(String siteUrl) {
        return given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("siteUrl", siteUrl))
                .post("/v1/feeds/discover")
                .then();
    }
}
