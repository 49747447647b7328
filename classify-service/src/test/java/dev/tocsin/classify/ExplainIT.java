package dev.tocsin.classify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ExplainIT {

    private static final Map<String, ?> ARTICLE = Map.of(
            "title",
            "Weekly",
            "text",
            "## Bans\n\n🙂 Sichuan ordered 26 bitcoin mining projects to shut down by 20 June. The weather was fine.");

    @Test
    void anExplanationStandsBesideTheReports() {
        post("explain=true")
                .statusCode(200)
                .body("language", equalTo("en"))
                .body("reports", hasSize(1))
                .body("classifier", matchesPattern("pool-\\d+\\+[0-9a-f]{8}"))
                .body("refusal", nullValue())
                .body("sentences", equalTo(4))
                .body("explained", equalTo(4))
                .body("title.origin", equalTo("title"))
                .body("passages", hasSize(1))
                .body("passages[0].heading", equalTo("Bans"))
                .body("passages[0].sentences.origin", equalTo(List.of("heading", "body", "body")))
                .body("passages[0].sentences[1].start", equalTo(9))
                .body("passages[0].sentences[1].winner", equalTo("mining_ban"))
                .body("passages[0].sentences[1].categories[0].outcome", equalTo("reported"))
                .body("passages[0].sentences[1].categories[0].reportId", matchesPattern("rep_.*"))
                .body("passages[0].sentences[1].categories[0].status.from", matchesPattern("rules|voices"))
                .body("passages[0].sentences[1].categories[0].status.logOdds", aMapWithSize(6))
                .body("passages[0].sentences[2].winner", nullValue());
    }

    @Test
    void withoutItTheAnswerIsWhatItWas() {
        String plain = post("").statusCode(200).extract().asString();

        assertThat(JsonPath.from(plain).getMap("")).containsOnlyKeys("language", "reports");
        assertThat(JsonPath.from(post("explain=false").extract().asString()).getMap(""))
                .containsOnlyKeys("language", "reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain=yes", "explain=", "explain=true&explain=false", "explian=true"})
    void aQueryThatIsNoneIsRefused(String query) {
        post(query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-query"))
                .body("detail", containsString("explain"));
    }

    @Test
    void theAnswerIsDescribed() {
        JsonPath document = JsonPath.from(
                given().accept("application/json").get("/q/openapi").asString());

        assertThat(document.getString("paths.'/v1/classify'.post.parameters[0].name"))
                .isEqualTo("explain");
        Map<String, Map<String, Object>> schemas = document.getMap("components.schemas");
        assertThat(schemas).containsKeys("Explanation", "JudgedPassage", "JudgedSentence", "Judgement", "JudgedStatus");
        for (String schema : List.of("Explanation", "JudgedPassage", "JudgedSentence", "Judgement", "JudgedStatus")) {
            Map<String, Map<String, Object>> properties =
                    document.getMap("components.schemas." + schema + ".properties");
            assertThat(properties)
                    .as(schema)
                    .allSatisfy(
                            (name, property) -> assertThat(property).as(name).containsKey("description"));
        }
    }

    @Test
    void whoIsReadyHasTriedTheEncoders() {
        ManagementPort.given()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("encoders"))
                .body("checks.find { it.name == 'encoders' }.data.classifier", matchesPattern("pool-.*"));
    }

    @Test
    void whatTheGatesDoIsCounted() {
        post("").statusCode(200);

        assertThat(ManagementPort.given().get("/q/metrics").asString())
                .contains("tocsin_articles_gated_total{gate=\"admitted\"}")
                .contains("tocsin_sentences_heard_total{encoder=\"asked\"}");
    }

    private static ValidatableResponse post(String query) {
        return given().header("Authorization", "Bearer " + BackingResource.API_KEY)
                .contentType("application/json")
                .body(ARTICLE)
                .post("/v1/classify" + (query.isEmpty() ? "" : "?" + query))
                .then();
    }
}
