package dev.tocsin.alerting.feedback;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class FeedbackResourceIT {
    private final Topic topic = new Topic();

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void ownerAndReaderAreHeardAndTheirWordsKept() {
        Keys keys = keys("Heard");
        String alert = alert("Heard Ltd");
        String other = alert("Sparrow Compute");

        give(keys.owner(), alert, Map.of("verdict", "wrong", "note", "不是矿企"))
                .statusCode(201)
                .body("id", Matchers.matchesPattern("fbk_[0-9a-z]{26}"))
                .body("alertId", equalTo(alert))
                .body("alertVersion", equalTo(1))
                .body("alertTitle", equalTo("Heard Ltd moves"))
                .body("verdict", equalTo("wrong"))
                .body("duplicateOf", nullValue())
                .body("note", equalTo("不是矿企"))
                .body("accountId", equalTo(keys.account()));
        give(keys.reader(), alert, Map.of("verdict", "duplicate", "duplicateOf", other))
                .statusCode(201)
                .body("duplicateOf", equalTo(other))
                .body("note", nullValue());

        Rest.asOperator()
                .get("/v1/feedback?alertId=" + alert)
                .then()
                .statusCode(200)
                .body("data.verdict", equalTo(List.of("duplicate", "wrong")))
                .body("data.alertTitle", equalTo(List.of("Heard Ltd moves", "Heard Ltd moves")))
                .body("nextCursor", nullValue());
    }

    @Test
    void readerStillWritesNothingElse() {
        String reader = keys("Reader").reader();

        Rest.with(reader)
                .body(Map.of("name", "x", "url", "https://receiver.example/"))
                .post("/v1/subscriptions")
                .then()
                .statusCode(403);
        Rest.with(reader)
                .body(Map.of("name", "Mine", "role", "owner"))
                .post("/v1/keys")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alr_00000000000000000000000000", "nonsense", "%00"})
    void feedbackAboutAnAlertThatIsNotThereIs404(String id) {
        Rest.asOperator()
                .urlEncodingEnabled(false)
                .body(Map.of("verdict", "late"))
                .post("/v1/alerts/" + id + "/feedback")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("There is no alert with this id."));
    }

    @Test
    void whatCannotBeUsedIsAProblemThatNamesIt() {
        String alert = alert("Misread Ltd");

        refused(alert, Map.of("verdict", "boring"), "verdict", "wrong, duplicate, late");
        refused(alert, Map.of("verdict", "duplicate"), "duplicateOf", "other alert");
        refused(alert, Map.of("verdict", "duplicate", "duplicateOf", alert), "duplicateOf", "other alert");
        refused(
                alert,
                Map.of("verdict", "duplicate", "duplicateOf", "alr_00000000000000000000000000"),
                "duplicateOf",
                "There is no alert with this id.");
        refused(alert, Map.of("verdict", "wrong", "note", "x".repeat(2001)), "note", "2,000");
        Rest.asOperator()
                .body("{\"verdict\": ")
                .post("/v1/alerts/" + alert + "/feedback")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        Rest.asOperator()
                .body(Map.of("verdict", "wrong", "colour", "red"))
                .post("/v1/alerts/" + alert + "/feedback")
                .then()
                .statusCode(400);
    }

    @Test
    void hundredFeedbacksOfOneAccountAboutOneAlertAreEnough() {
        Keys keys = keys("Eager");
        String alert = alert("Eager Ltd");
        for (int i = 0; i < FeedbackRepository.MOST_PER_ALERT; i++) {
            give(keys.owner(), alert, Map.of("verdict", "late")).statusCode(201);
        }

        give(keys.reader(), alert, Map.of("verdict", "late"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/too-much-feedback"))
                .body("detail", containsString("100 feedbacks"));
        give(keys("Another").owner(), alert, Map.of("verdict", "late")).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/feedback", "/v1/feedback/cases"})
    void feedbackIsReadByTheOperatorAlone(String path) {
        Rest.with(keys("Curious").owner())
                .get(path)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", equalTo("This owner's key lacks the scope feedback:review."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/feedback?verdict=boring",
                "/v1/feedback?alertId=x",
                "/v1/feedback?limit=201",
                "/v1/feedback?cursor=x",
                "/v1/feedback?colour=red",
                "/v1/feedback/cases?limit=10001",
                "/v1/feedback/cases?cursor=x"
            })
    void unusableParameterIsAProblemThatNamesIt(String asked) {
        Rest.asOperator()
                .get(asked)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-parameter"))
                .body("parameter", equalTo(asked.substring(asked.indexOf('?') + 1, asked.indexOf('='))));
    }

    @Test
    void pagesShowEachFeedbackOnce() {
        String owner = keys("Paged").owner();
        String alert = alert("Paged Ltd");
        for (int i = 0; i < 5; i++) {
            give(owner, alert, Map.of("verdict", i == 2 ? "wrong" : "late", "note", "Note " + i))
                    .statusCode(201);
        }

        List<String> notes = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; cursor != null && pages < 5; pages++) {
            Response page = Rest.asOperator()
                    .get("/v1/feedback?verdict=late&limit=2&alertId=" + alert
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            notes.addAll(page.jsonPath().getList("data.note"));
            cursor = page.jsonPath().getString("nextCursor");
            assertThat(page.headers().getValues("Link").stream().noneMatch(link -> link.contains("rel=\"next\"")))
                    .isEqualTo(cursor == null);
        }

        assertThat(notes).containsExactly("Note 4", "Note 3", "Note 1", "Note 0");
    }

    @Test
    void casesHoldTheReportsOfBothAlerts() throws IOException {
        String owner = keys("Cases").owner();
        String alert = alert("Cases Ltd");
        String other = alert("Thistle Compute");
        give(owner, alert, Map.of("verdict", "wrong")).statusCode(201);
        give(owner, alert, Map.of("verdict", "duplicate", "duplicateOf", other)).statusCode(201);
        // More than are read at a time.
        for (int i = 0; i < 43; i++) {
            give(owner, alert, Map.of("verdict", "late")).statusCode(201);
        }

        Response stream = Rest.asOperator().get("/v1/feedback/cases?alertId=" + alert);

        assertThat(stream.contentType()).startsWith("application/x-ndjson");
        List<JsonNode> cases =
                stream.asString().lines().map(FeedbackResourceIT::json).toList();
        assertThat(cases).hasSize(45);
        assertThat(new HashSet<>(cases)).hasSize(45);
        JsonNode duplicate = cases.get(43);
        JsonNode golden = json(FeedbackCases.lines().get(0));
        assertThat(duplicate.fieldNames()).toIterable().containsExactlyElementsOf(golden::fieldNames);
        assertThat(duplicate.at("/reports/0").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(golden.at("/reports/0")::fieldNames);
        assertThat(duplicate.get("verdict").asText()).isEqualTo("duplicate");
        assertThat(duplicate.get("alertId").asText()).isEqualTo(alert);
        assertThat(duplicate.get("duplicateOf").asText()).isEqualTo(other);
        assertThat(duplicate.at("/reports/0/title").asText()).isEqualTo("Cases Ltd moves");
        assertThat(duplicate.at("/reports/0/reportId").asText()).startsWith("rep_");
        assertThat(duplicate.at("/otherReports/0/title").asText()).isEqualTo("Thistle Compute moves");
        assertThat(cases.get(44).get("otherReports")).isEmpty();
        assertThat(Rest.asOperator()
                        .get("/v1/feedback/cases?limit=21&verdict=late,duplicate&alertId=" + alert)
                        .asString()
                        .lines())
                .hasSize(21);
    }

    @Test
    void alertsThatWereMergedSinceHaveEachItsOwnReportsInACase() {
        String elder = alert("Merged Rigs");
        String younger = alert("Merged Compute");
        give(BackingResource.API_KEY, younger, Map.of("verdict", "duplicate", "duplicateOf", elder))
                .statusCode(201);
        topic.report(aMove("Merged Rigs and Merged Compute move", "Merged Rigs", null)
                .by("Merged Compute", Kind.COMPANY, null)
                .from("China", "CN")
                .to("Kazakhstan", "KZ")
                .build());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "merged"
                        .equals(Rest.asOperator().get("/v1/alerts/" + younger).path("state")));

        JsonNode told = json(Rest.asOperator()
                .get("/v1/feedback/cases?alertId=" + younger)
                .asString()
                .strip());

        assertThat(told.get("reports").findValuesAsText("reportId")).hasSize(1);
        assertThat(told.at("/reports/0/title").asText()).isEqualTo("Merged Compute moves");
        assertThat(told.get("otherReports").findValuesAsText("reportId")).hasSize(2);
        assertThat(told.at("/otherReports/0/title").asText()).isEqualTo("Merged Rigs moves");
    }

    @Test
    void noCaseIsAnEmptyStream() {
        Response stream = Rest.asOperator().get("/v1/feedback/cases?alertId=alr_00000000000000000000000000");

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.asString()).isEmpty();
    }

    private record Keys(String account, String owner, String reader) {}

    private static Keys keys(String name) {
        JsonPath account = Rest.asOperator()
                .body(Map.of("name", name))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String owner = account.getString("key.key");
        String reader = Rest.with(owner)
                .body(Map.of("name", "Desk", "role", "reader"))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        return new Keys(account.getString("id"), owner, reader);
    }

    private static ValidatableResponse give(String key, String alert, Map<String, String> body) {
        return Rest.with(key)
                .body(body)
                .post("/v1/alerts/" + alert + "/feedback")
                .then();
    }

    private static void refused(String alert, Map<String, String> body, String property, String words) {
        give(BackingResource.API_KEY, alert, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-feedback"))
                .body("property", equalTo(property))
                .body("detail", containsString(words));
    }

    /** Has a move of this company reported; the id of its alert. */
    private String alert(String company) {
        EventReported report = aMove(company + " moves", company, null)
                .from("China", "CN")
                .to("Kazakhstan", "KZ")
                .build();
        topic.report(report);
        await().atMost(Duration.ofSeconds(20)).until(() -> !found(company).isEmpty());
        return found(company).get(0);
    }

    private static List<String> found(String company) {
        return Rest.asOperator()
                .queryParam("actor", company)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
