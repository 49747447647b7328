package dev.tocsin.classify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ClassifyResourceIT {

    private static final String TEXT =
            "Authorities in Sichuan ordered 26 bitcoin mining projects to shut down by 20 June.";

    @Test
    void aTextIsAnsweredWithItsReports() {
        post(Map.of("title", "Sichuan", "text", TEXT, "publishedAt", "2021-06-18T09:00:00Z"))
                .statusCode(200)
                .body("language", equalTo("en"))
                .body("reports", hasSize(1))
                .body("reports[0].reportId", matchesPattern("rep_[0-9a-hjkmnp-tv-z]{26}"))
                .body("reports[0].category", equalTo("mining_ban"))
                .body("reports[0].jurisdictions[0]", equalTo("CN-SC"))
                .body("reports[0].effective.date", equalTo("2021-06-20"))
                .body("reports[0].evidence[0].quote", equalTo(TEXT))
                .body("reports[0].article.articleId", matchesPattern("art_[0-9a-hjkmnp-tv-z]{26}"))
                .body("reports[0].article.url", equalTo(null));
    }

    @Test
    void aDayAloneIsADateOfPublication() {
        post(Map.of("title", "Sichuan", "text", TEXT, "publishedAt", "2021-06-18"))
                .statusCode(200)
                .body("reports[0].article.publishedAt", equalTo("2021-06-18T00:00:00Z"));
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        post(Map.of("title", "Sichuan", "text", TEXT, "publishedAt", "yesterday"))
                .statusCode(400)
                .body("detail", containsString("publishedAt"));
    }

    @Test
    void anEmptyTextIsTaken() {
        post(Map.of("title", "青海省全面关停虚拟货币挖矿项目", "text", ""))
                .statusCode(200)
                .body("language", equalTo("zh-Hans"))
                .body("reports[0].category", equalTo("mining_ban"));
    }

    @Test
    void withoutAKeyNobodyIsLetIn() {
        given().contentType("application/json")
                .body(Map.of("title", "t", "text", ""))
                .post("/v1/classify")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("detail", containsString("X-API-Key"));
    }

    @Test
    void aWrongKeyIsRefused() {
        given().header("X-API-Key", "another")
                .contentType("application/json")
                .body("{}")
                .post("/v1/classify")
                .then()
                .statusCode(401);
    }

    @Test
    void healthAndMetricsAreOnThePortOfTheOperatorAlone() {
        for (String path : List.of("/q/health/started", "/q/health/live", "/q/metrics")) {
            ManagementPort.given().get(path).then().statusCode(200);
            given().get(path).then().statusCode(404);
        }
        given().get("/q/openapi").then().statusCode(200);
        ManagementPort.given().get("/q/openapi").then().statusCode(404);
    }

    @Test
    void aBodyThatIsNotJsonIsRefusedClearly() {
        authorized()
                .body("{\"title\":\n oops}")
                .post("/v1/classify")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("line 2"));
    }

    @Test
    void anUnknownFieldIsNamed() {
        post(Map.of("title", "t", "text", "", "txet", "x")).statusCode(400).body(containsString("txet"));
    }

    @Test
    void aMissingTextIsNamed() {
        post(Map.of("title", "t"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-article"))
                .body("detail", containsString("text is missing"));
    }

    @Test
    void aTextBeyondTheLimitIsRefusedWithTheLimit() {
        post(Map.of("title", "t", "text", "x".repeat(200_001)))
                .statusCode(400)
                .body("detail", containsString("at most 200000"));
    }

    @Test
    void anEmptyTitleIsRefused() {
        post(Map.of("title", " ", "text", TEXT)).statusCode(400).body("detail", containsString("title is empty"));
    }

    @Test
    void aMalformedArticleIdIsRefused() {
        Map<String, Object> body = new HashMap<>(Map.of("title", "t", "text", TEXT));
        body.put("articleId", "42");
        post(body).statusCode(400).body("detail", containsString("articleId"));
    }

    private static ValidatableResponse post(Map<String, ?> body) {
        return authorized().body(body).post("/v1/classify").then();
    }

    private static RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + BackingResource.API_KEY)
                .contentType("application/json");
    }
}
