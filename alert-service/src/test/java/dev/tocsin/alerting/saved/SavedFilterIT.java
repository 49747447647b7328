package dev.tocsin.alerting.saved;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class SavedFilterIT {

    @ParameterizedTest
    @CsvSource({"atom,application/atom+xml", "json,application/feed+json", "csv,text/csv", "ics,text/calendar"})
    void feedIsReadByItsLinkAloneAndNotSentTwice(String format, String type) {
        JsonPath saved = saved(Rest.asOperator().body(Map.of("name", "Moves", "filter", Map.of("q", "feedable"))));
        try (Topic topic = new Topic()) {
            topic.report(aMove("Feedable " + format + " moves", "Feedable " + format, "feedable-" + format)
                    .published("1996-01-01T00:00:00Z")
                    .build());
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> RestAssured.get(saved.getString("links.json"))
                        .asString()
                        .contains("Feedable " + format + " moves"));

        Response first = RestAssured.get(saved.getString("links." + format));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.contentType()).startsWith(type);
        assertThat(first.header("Cache-Control")).isEqualTo("private, max-age=60");
        if (!format.equals("ics")) {
            assertThat(first.asString()).contains("Feedable " + format + " moves");
        }
        assertThat(RestAssured.given()
                        .header("If-None-Match", first.header("ETag"))
                        .get(saved.getString("links." + format))
                        .statusCode())
                .isEqualTo(304);
        assertThat(RestAssured.given()
                        .header("If-Modified-Since", first.header("Last-Modified"))
                        .get(saved.getString("links." + format))
                        .statusCode())
                .isEqualTo(304);
        assertThat(RestAssured.get(saved.getString("links." + format) + "?lang=zh")
                        .header("ETag"))
                .isNotEqualTo(first.header("ETag"));
    }

    @Test
    void tokenIsShownOnceKeptAsAHashAndEndsWhenItIsRotated() throws Exception {
        JsonPath saved =
                saved(Rest.asOperator().body(Map.of("name", "Secret", "filter", Map.of("actor", List.of("nobody")))));
        String id = saved.getString("id");

        Rest.asOperator().get("/v1/filters/" + id).then().statusCode(200).body("token", nullValue());
        assertThat(String.join("", Rows.query("select row_to_json(f)::text from alerts.saved_filter f")))
                .doesNotContain(saved.getString("token"));
        JsonPath rotated = Rest.asOperator()
                .post("/v1/filters/" + id + "/token/rotate")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        RestAssured.get(saved.getString("links.atom")).then().statusCode(404);
        RestAssured.get(rotated.getString("links.atom")).then().statusCode(200);
        Rest.asOperator().delete("/v1/filters/" + id).then().statusCode(204);
        RestAssured.get(rotated.getString("links.atom"))
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void changeKeepsWhatItLeavesOut() {
        JsonPath saved = saved(Rest.asOperator()
                .body(Map.of(
                        "name", "Before", "filter", Map.of("category", List.of("mining_ban"), "minConfidence", 0.8))));

        Rest.asOperator()
                .body(Map.of("name", "After"))
                .patch("/v1/filters/" + saved.getString("id"))
                .then()
                .statusCode(200)
                .body("name", equalTo("After"))
                .body("version", equalTo(2))
                .body("filter.category[0]", equalTo("mining_ban"))
                .body("filter.minConfidence", equalTo(0.8f));
    }

    @Test
    void filterOfAnotherAccountIsNotThere() {
        String owner = owner("Other");
        String id = saved(Rest.asOperator().body(Map.of("name", "Mine"))).getString("id");

        Rest.with(owner).get("/v1/filters/" + id).then().statusCode(404);
        Rest.with(owner)
                .body(Map.of("name", "x"))
                .patch("/v1/filters/" + id)
                .then()
                .statusCode(404);
        Rest.with(owner).post("/v1/filters/" + id + "/token/rotate").then().statusCode(404);
        Rest.with(owner).delete("/v1/filters/" + id).then().statusCode(404);
        assertThat(Rest.with(owner).get("/v1/filters").jsonPath().getList("data"))
                .isEmpty();
    }

    @Test
    void accountMaySaveOnlySoMany() {
        String owner = owner("Collector");
        for (int i = 0; i < 100; i++) {
            saved(Rest.with(owner).body(Map.of("name", "Filter " + i)));
        }

        Rest.with(owner)
                .body(Map.of("name", "One more"))
                .post("/v1/filters")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/too-many-filters"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\":\" \"}|name",
                "{\"name\":\"a\\nb\"}|name",
                "{\"name\":\"x\",\"filter\":{\"category\":[\"weather\"]}}|category",
                "{\"name\":\"x\",\"filter\":{\"jurisdiction\":[\"Florida\"]}}|jurisdiction",
                "{\"name\":\"x\",\"filter\":{\"minConfidence\":2}}|minConfidence",
                "{\"name\":\"x\",\"filter\":{\"actor\":[null]}}|actor",
                "{\"name\":\"x\",\"filter\":{\"colour\":[\"red\"]}}|filter.colour"
            })
    void unusableFilterIsAProblemThatNamesTheProperty(String body, String property) {
        Rest.asOperator()
                .body(body)
                .post("/v1/filters")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("property", equalTo(property));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/feeds/x.atom",
                "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.atom",
                "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.exe",
                "/feeds/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/feeds/..%2f.atom"
            })
    void linkThatLeadsNowhereIsNotFound(String link) {
        RestAssured.given().urlEncodingEnabled(false).get(link).then().statusCode(404);
    }

    private static JsonPath saved(io.restassured.specification.RequestSpecification request) {
        return request.post("/v1/filters").then().statusCode(201).extract().jsonPath();
    }

    private static String owner(String name) {
        return Rest.asOperator()
                .body(Map.of("name", name))
                .post("/v1/accounts")
                .jsonPath()
                .getString("key.key");
    }
}
