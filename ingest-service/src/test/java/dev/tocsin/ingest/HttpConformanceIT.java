package dev.tocsin.ingest;

import static dev.tocsin.ingest.HttpRules.RULES;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a polite fetcher does, rule by rule (the table is {@link HttpRules}), shown by the whole service against a site
 * that remembers each request. All feeds are followed at once, and each rule then looks at its own.
 */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
class HttpConformanceIT {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final Map<String, String> FEEDS = new HashMap<>();
    private static FeedSite site;

    @BeforeAll
    static void open() throws Exception {
        site = new FeedSite();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Once, and not before all: the service's port is known only when a test begins. */
    @BeforeEach
    void followAll() {
        if (FEEDS.isEmpty()) {
            for (HttpRules.Rule rule : RULES) {
                rule.answers(site).forEach(site::answer);
                FEEDS.put(
                        rule.name(),
                        api().body(Map.of("feedUrl", rule.feedUrl(site)))
                                .post("/v1/feeds")
                                .then()
                                .statusCode(201)
                                .extract()
                                .path("id"));
            }
        }
    }

    static Stream<HttpRules.Rule> rules() {
        return RULES.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void politeFetcher(HttpRules.Rule rule) {
        await().atMost(SOON)
                .untilAsserted(() -> rule.then()
                        .check(new HttpRules.Seen(site.requests(rule.path()), feed(FEEDS.get(rule.name())))));
    }

    private static JsonPath feed(String id) {
        return api().get("/v1/feeds/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static RequestSpecification api() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
