package dev.tocsin.alerting.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The places that refusals lead to, for programs and for people, without a key. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ProblemResourceIT {

    @Test
    void everyTypeIsListedAndHasItsPlace() {
        RestAssured.get("/problems").then().statusCode(200).body("data", hasSize(ProblemType.values().length));
        for (ProblemType type : ProblemType.values()) {
            RestAssured.get(type.path())
                    .then()
                    .statusCode(200)
                    .body("type", equalTo(type.path()))
                    .body("remedy", equalTo(type.remedy()));
        }
    }

    @Test
    void unknownTypeIsNotFound() {
        RestAssured.get("/problems/nothing").then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void browsersGetAPageThatMayLoadNothing() {
        Response page = RestAssured.given()
                .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/problems/busy");

        page.then().statusCode(200).contentType(containsString("text/html")).body(containsString("What to do"));
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.asString()).doesNotContain("<script").contains("<html lang=\"en\">");
    }

    @Test
    void pageIsChineseForWhoLikesThatBest() {
        RestAssured.given()
                .accept("text/html")
                .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5")
                .get("/problems")
                .then()
                .statusCode(200)
                .body(containsString("<html lang=\"zh-Hans\">"))
                .body(containsString("本服务"));
    }
}
