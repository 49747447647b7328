package dev.tocsin.alerting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class AlertPipelineIT {
    private final Topic topic = new Topic();

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void reportBecomesAnAlertOverRest() {
        EventReported report = Reports.aMove("Nova Rigs moves to Kazakhstan", "Nova Rigs", "nova-rigs")
                .from("China", "CN")
                .to("Kazakhstan", "KZ")
                .in("CN", "KZ")
                .on("2021-06")
                .counting("3", "t", "mining hardware")
                .build();

        topic.report(report);

        JsonPath alert = awaitAlerts("nova-rigs", 1);
        assertThat(alert.getString("data[0].id")).matches("alr_[0-9a-z]{26}");
        assertThat(alert.getInt("data[0].version")).isEqualTo(1);
        assertThat(alert.getString("data[0].category")).isEqualTo("relocation");
        assertThat(alert.getString("data[0].to.code")).isEqualTo("KZ");
        assertThat(alert.getString("data[0].occurred.date")).isEqualTo("2021-06");
        assertThat(alert.getString("data[0].reports[0].evidence[0].quote"))
                .isEqualTo(report.evidence().get(0).quote());
        assertThat(alert.getString("data[0].firstReportedAt")).isEqualTo("2021-06-18T08:00:00Z");
    }

    private static JsonPath awaitAlerts(String actor, int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> alertsOf(actor), found -> found.getList("data").size() == count);
    }

    private static JsonPath alertsOf(String actor) {
        return given().header("X-API-Key", BackingResource.API_KEY)
                .queryParam("actor", actor)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
