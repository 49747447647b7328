package dev.tocsin.alerting.history;

import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test speaks of companies of its own; a report of a later revision withdraws the one before. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class HistoryResourceIT {
    private final Topic topic = new Topic();

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void historyTellsEveryVersionAndWhatChanged() {
        String id = updated("Anvil Rigs");

        get(id, "/history")
                .header("ETag", equalTo("\"v2\""))
                .body("nextCursor", nullValue())
                .body("data.version", equalTo(List.of(1, 2)))
                .body("data.type", equalTo(List.of("alert.raised", "alert.updated")))
                .body("data[0].previousVersion", nullValue())
                .body("data[0].changes", hasSize(0))
                .body("data[0].alert.status", equalTo("rumoured"))
                .body("data[1].previousVersion", equalTo(1))
                .body("data[1].changes.find { it.field == 'status' }.before", equalTo("rumoured"))
                .body("data[1].changes.find { it.field == 'status' }.after", equalTo("announced"))
                .body("data[1].alert.version", equalTo(2))
                .body("data.alert.id", everyItem(equalTo(id)));
    }

    @Test
    void historyComesInPagesAndIsNotSentTwice() {
        String id = updated("Bramble Rigs");
        Response first = Rest.asOperator().get("/v1/alerts/" + id + "/history?limit=1");
        String cursor = first.jsonPath().getString("nextCursor");

        assertThat(first.jsonPath().getList("data.version")).isEqualTo(List.of(1));
        assertThat(first.headers().getValues("Link"))
                .anyMatch(link -> link.contains("cursor=" + cursor) && link.contains("rel=\"next\""));
        get(id, "/history?limit=1&cursor=" + cursor)
                .body("data.version", equalTo(List.of(2)))
                .body("nextCursor", nullValue());
        Rest.asOperator()
                .header("If-None-Match", "\"v2\"")
                .get("/v1/alerts/" + id + "/history")
                .then()
                .statusCode(304);
    }

    @Test
    void asOfAnswersWhatWasKnownThen() {
        String id = updated("Cobalt Rigs");
        List<String> at = get(id, "/history").extract().path("data.at");
        String before = Instant.parse(at.get(0)).minus(1, ChronoUnit.MICROS).toString();

        get(id, "?asOf=" + at.get(0)).header("ETag", equalTo("\"v1\"")).body("status", equalTo("rumoured"));
        get(id, "?asOf=" + at.get(1)).body("status", equalTo("announced"));
        Rest.asOperator()
                .get("/v1/alerts/" + id + "?asOf=" + before)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        list("actor=Cobalt Rigs&status=rumoured&asOf=" + at.get(0)).body("data.version", equalTo(List.of(1)));
        list("actor=Cobalt Rigs&status=rumoured&asOf=" + at.get(1)).body("data", hasSize(0));
        list("actor=Cobalt Rigs&asOf=" + before).body("data", hasSize(0));
        list("actor=Cobalt Rigs&asOf=2021-06-20").body("data", hasSize(0));
    }

    @Test
    void mergedAlertLeadsToItsSuccessorAndSaysWhatTiedThem() {
        EventReported elder = moving("Dune Rigs moves", "Dune Rigs").build();
        EventReported younger = moving("Ember Compute moves", "Ember Compute").build();
        topic.report(elder);
        String elderId = alertOf("Dune Rigs");
        topic.report(younger);
        String youngerId = alertOf("Ember Compute");
        EventReported both = moving("Dune Rigs and Ember Compute move", "Dune Rigs")
                .by("Ember Compute", Kind.COMPANY, null)
                .build();
        topic.report(both);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "merged".equals(get(youngerId, "").extract().path("state")));

        get(youngerId, "")
                .body("mergedInto", equalTo(elderId))
                .header("Link", equalTo("</v1/alerts/" + elderId + ">; rel=\"successor-version\""));
        get(elderId, "").header("Link", nullValue());
        list("actor=Ember Compute").body("data.id", not(hasItem(youngerId)));
        list("actor=Ember Compute&state=merged,retracted").body("data.id", equalTo(List.of(youngerId)));
        String raised = get(youngerId, "/history").extract().path("data[0].at");
        list("actor=Ember Compute&asOf=" + raised).body("data.id", equalTo(List.of(youngerId)));
        get(youngerId, "/history").body("data.type", equalTo(List.of("alert.raised", "alert.merged")));
        get(youngerId, "/explain")
                .body("state", equalTo("merged"))
                .body("merged.into", equalTo(elderId))
                .body("merged.ties", hasSize(1))
                .body("merged.ties[0].reasons.size()", not(equalTo(0)))
                .body("reports.reportId", equalTo(List.of(younger.reportId())))
                .body("asToday", equalTo(true));
        get(elderId, "/explain")
                .body("state", equalTo("standing"))
                .body("version", equalTo(get(elderId, "").extract().path("version")))
                .body("merged", nullValue())
                .body("reports", hasSize(3))
                .body("ties", hasSize(2));
    }

    @Test
    void retractedAlertSaysWhatTookItsReportsPlace() {
        String article = Reports.id("art", 9300);
        topic.report(
                moving("Flint Rigs moves", "Flint Rigs").inArticle(article, 1).build());
        String id = alertOf("Flint Rigs");
        EventReported anew = aReport(Category.NFT_LAUNCH, "Museum of Flint drops NFTs")
                .by("Museum of Flint", Kind.INSTITUTION, null)
                .inArticle(article, 2)
                .build();
        topic.report(anew);
        topic.correct(article, 2, anew.reportId());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "retracted".equals(get(id, "").extract().path("state")));

        get(id, "").body("stateReason", equalTo("every report of it was withdrawn"));
        list("actor=Flint Rigs").body("data", hasSize(0));
        list("actor=Flint Rigs&state=retracted").body("data.id", equalTo(List.of(id)));
        get(id, "/explain")
                .body("state", equalTo("retracted"))
                .body("reports", hasSize(1))
                .body("reports[0].active", equalTo(false))
                .body("reports[0].articleId", equalTo(article))
                .body("reports[0].withdrawnBecause", equalTo("Revision 2 of the article takes its place."))
                .body("ties", hasSize(0));
    }

    @Test
    void explanationSaysWhichAlternativeWasRefusedAndByWhat() {
        EventReported east = moving("Gale Rigs to Kazakhstan", "Gale Rigs").build();
        EventReported west = aMove("Gale Rigs to Texas", "Gale Rigs", null)
                .to("Texas", "US-TX")
                .build();
        EventReported somewhere = aMove("Gale Rigs moves", "Gale Rigs", null).build();
        topic.report(east);
        String eastId = alertOf("Gale Rigs");
        topic.report(west);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids("actor=Gale Rigs").size() == 2);
        topic.report(somewhere);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ids("actor=Gale Rigs").stream()
                        .anyMatch(id -> get(id, "").extract().<Integer>path("reportCount") == 2));
        String joined = ids("actor=Gale Rigs").stream()
                .filter(id -> get(id, "").extract().<Integer>path("reportCount") == 2)
                .findFirst()
                .orElseThrow();
        String westId = ids("actor=Gale Rigs").stream()
                .filter(id -> !id.equals(eastId))
                .findFirst()
                .orElseThrow();

        get(joined, "/explain")
                .body("refused", hasSize(1))
                .body("refused[0].alertId", equalTo(joined.equals(eastId) ? westId : eastId))
                .body("refused[0].reportId", equalTo(somewhere.reportId()))
                .body("refused[0].likeness.size()", not(equalTo(0)))
                .body("refused[0].because", not(equalTo("")))
                .body("refused[0].contradicting", hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?asOf=2999-01-01",
                "?asOf=then",
                "?colour=red",
                "/history?limit=201",
                "/history?cursor=-1",
                "/history?cursor=x",
                "/history?colour=red"
            })
    void unusableParameterIsAProblemThatNamesIt(String asked) {
        Rest.asOperator()
                .get("/v1/alerts/alr_00000000000000000000000000" + asked)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameter"))
                .body("parameter", equalTo(asked.substring(asked.indexOf('?') + 1, asked.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history", "/explain"})
    void alertThatIsNotThereIsAProblem(String path) {
        for (String id : List.of("alr_00000000000000000000000000", "nonsense")) {
            Rest.asOperator()
                    .get("/v1/alerts/" + id + path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("There is no alert with this id."));
        }
    }

    /** Has a rumour of this company's move reported, then its announcement; the id of the alert, at version 2. */
    private String updated(String company) {
        topic.report(
                moving(company + " may move", company).status(Status.RUMOURED).build());
        String id = alertOf(company);
        topic.report(moving(company + " moves", company).build());
        await().atMost(Duration.ofSeconds(20)).until(() -> get(id, "").extract().<Integer>path("version") == 2);
        return id;
    }

    private static Reports moving(String title, String company) {
        return aMove(title, company, null).to("Kazakhstan", "KZ");
    }

    private static String alertOf(String company) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !ids("actor=" + company).isEmpty());
        return ids("actor=" + company).get(0);
    }

    private static List<String> ids(String query) {
        return list(query).extract().path("data.id");
    }

    private static ValidatableResponse list(String query) {
        return Rest.asOperator().get("/v1/alerts?" + query).then().statusCode(200);
    }

    private static ValidatableResponse get(String id, String path) {
        return Rest.asOperator().get("/v1/alerts/" + id + path).then().statusCode(200);
    }
}
