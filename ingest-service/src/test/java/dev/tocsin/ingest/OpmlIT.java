package dev.tocsin.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of feeds, taken in and given out; nothing is checked meanwhile. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(OpmlIT.StandingStill.class)
class OpmlIT {

    public static class StandingStill implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.scheduler.enabled", "false");
        }
    }

    @Inject
    Pool pool;

    @BeforeEach
    void forgetAll() {
        sql("truncate ingest.feed, ingest.feed_alias, ingest.hub_subscription, ingest.host");
    }

    @Test
    void listIsTakenInAndEachRefusalIsTold() {
        take("<outline text='Miners'><outline text='矿工 &amp; 朋友' xmlUrl='http://a.example/feed?x=1&y=2'"
                        + " htmlUrl='http://a.example/'/></outline>"
                        + "<outline text='Inside' xmlUrl='http://10.0.0.1/feed'/>"
                        + "<outline text='Relative' xmlUrl='/feed'/>"
                        + "<outline text='Again' xmlUrl='http://a.example/feed?x=1&amp;y=2'/>"
                        + "<outline text='Nothing'/>")
                .statusCode(200)
                .body("added", equalTo(1))
                .body("known", equalTo(0))
                .body("refused", hasSize(4))
                .body("refused.find { it.outline == 'Inside' }.reason", equalTo("address not allowed"))
                .body("refused.find { it.outline == 'Inside' }.url", equalTo("http://10.0.0.1/feed"))
                .body("refused.find { it.outline == 'Relative' }.reason", containsString("not an http:// or https://"))
                .body("refused.find { it.outline == 'Again' }.reason", containsString("more than once"))
                .body("refused.find { it.outline == 'Nothing' }.reason", containsString("no xmlUrl"));

        api().get("/v1/feeds")
                .then()
                .body("data", hasSize(1))
                .body("data[0].title", equalTo("矿工 & 朋友"))
                .body("data[0].feedUrl", equalTo("http://a.example/feed?x=1&y=2"))
                .body("data[0].siteUrl", equalTo("http://a.example/"))
                .body("data[0].health.state", equalTo("new"))
                .body("data[0].health.why", containsString("has not been checked yet"));
    }

    @Test
    void sameListAgainIsKnown() {
        String list = "<outline text='A' xmlUrl='http://a.example/'/><outline text='B' xmlUrl='http://b.example/'/>";
        take(list);

        take(list + "<outline text='C' xmlUrl='http://c.example/'/>")
                .body("added", equalTo(1))
                .body("known", equalTo(2))
                .body("refused", hasSize(0));
    }

    @Test
    void earlierAddressOfAFeedIsKnown() {
        sql("insert into ingest.feed (id, feed_url) values ('feed_x', 'http://new.example/')");
        sql("insert into ingest.feed_alias values ('http://old.example/', 'feed_x')");

        take("<outline xmlUrl='http://old.example/'/>")
                .body("added", equalTo(0))
                .body("known", equalTo(1));
    }

    @Test
    void thousandsAreTakenAtOnceAndBecomeDueOneAfterAnother() {
        take(IntStream.range(0, 5000)
                        .mapToObj(i -> "<outline text='Feed " + i + "' xmlUrl='http://host-" + i % 300 + ".example/" + i
                                + "'/>")
                        .collect(Collectors.joining()))
                .statusCode(200)
                .body("added", equalTo(5000));

        api().get("/v1/feeds/health")
                .then()
                .body("total", equalTo(5000))
                .body("neverChecked", equalTo(5000))
                .body("states.new", equalTo(5000));
        assertThat(one("select count(*) from ingest.feed where next_check_at <= now() + interval '10 s'"))
                .isBetween(100L, 1000L);
        assertThat(one("select max(extract(epoch from next_check_at - created_at))::bigint from ingest.feed"))
                .isBetween(245L, 250L);
        assertThat(export().split("<outline ", -1)).hasSize(5001);
    }

    @Test
    void exportTakenInAgainGivesTheSameFeeds() {
        take("<outline text='&quot;比特币&quot; &amp; it&apos;s 𠮷' xmlUrl='http://a.example/feed?x=1&amp;y=2'"
                + " htmlUrl='http://a.example/?a&amp;b'/><outline xmlUrl='http://b.example/'/>");
        List<Map<String, String>> before = listed();
        String export = export();
        forgetAll();

        post("text/x-opml", export.getBytes(StandardCharsets.UTF_8)).body("added", equalTo(2));

        assertThat(listed()).isEqualTo(before);
        assertThat(before.get(0)).containsEntry("title", "\"比特币\" & it's 𠮷");
        assertThat(before.get(1).get("title")).isNull();
    }

    @Test
    void emptyExportIsAList() {
        post("application/xml", export().getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("added", equalTo(0));
    }

    /** As curl's --data-binary calls whatever it sends. */
    @Test
    void starterListIsTakenInAsItIsGiven() throws Exception {
        byte[] starter = api().get("/v1/feeds/starter")
                .then()
                .statusCode(200)
                .contentType("text/x-opml")
                .extract()
                .asByteArray();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/feeds/opml"))
                .header("X-API-Key", BackingResource.API_KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(starter))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).contains("\"known\":0").contains("\"refused\":[]");
        assertThat(one("select count(*) from ingest.feed")).isGreaterThan(40);
    }

    @Test
    void listThatCannotBeReadIsRefusedWhole() {
        post("text/xml", "<opml><body>".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("not well-formed"));
        take("<outline xmlUrl='http://a.example/'/>".repeat(5001)).statusCode(422);
        post("text/xml", new byte[5 * 1024 * 1024]).statusCode(413).body("detail", containsString("4096 KB"));

        api().get("/v1/feeds").then().body("data", hasSize(0));
    }

    @Test
    void openApiDocumentNamesTheDoors() {
        assertThat(given().get("/q/openapi").then().extract().asString())
                .contains(
                        "/v1/feeds/opml:",
                        "/v1/feeds/starter:",
                        "/v1/feeds/discover:",
                        "/v1/feeds/health:",
                        "neverChecked");
    }

    private static List<Map<String, String>> listed() {
        JsonPath page = api().get("/v1/feeds?limit=200").then().extract().jsonPath();
        return page.<Map<String, String>>getList("data").stream()
                .map(feed -> {
                    Map<String, String> known = new HashMap<>();
                    List.of("feedUrl", "title", "siteUrl").forEach(key -> known.put(key, feed.get(key)));
                    return known;
                })
                .toList();
    }

    private static String export() {
        return api().get("/v1/feeds/opml")
                .then()
                .statusCode(200)
                .contentType("text/x-opml")
                .extract()
                .asString();
    }

    private static ValidatableResponse take(String outlines) {
        String document = "<?xml version='1.0'?><opml version='2.0'><body>" + outlines + "</body></opml>";
        return post("text/x-opml", document.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse post(String contentType, byte[] document) {
        return api().header("Content-Type", contentType)
                .body(document)
                .post("/v1/feeds/opml")
                .then();
    }

    private static RequestSpecification api() {
        return given().header("X-API-Key", BackingResource.API_KEY);
    }

    private long one(String query) {
        return pool.query(query)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
