package dev.tocsin.alerting;

import static dev.tocsin.alerting.report.Reports.aBan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.webhook.Receiver;
import dev.tocsin.alerting.webhook.Receiver.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole service: from the record to the signed request. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class AlertToWebhookIT {

    @Test
    void reportRingsOnceAtThoseWhoSubscribedToItAndTheSecondReportRaisesNothing() {
        try (Topic topic = new Topic();
                Receiver texan = new Receiver();
                Receiver floridian = new Receiver()) {
            JsonPath subscription = subscribe(texan, "US-TX");
            subscribe(floridian, "US-FL");
            EventReported first = aBan("Texas county bans mining", "US-TX").build();
            EventReported second = aBan("得州一县禁止挖矿", "US-TX").chinese().build();
            EventReported last = aBan("Florida county bans mining", "US-FL").build();

            topic.report(first, first, first);
            await().atMost(Duration.ofSeconds(20)).until(() -> !texan.received().isEmpty());
            topic.report(second, first);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Rest.alerts("jurisdiction", "US-TX").getInt("data[0].version") == 2);
            topic.report(last);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !floridian.received().isEmpty());

            // Whether the second source is told of is the subscription's choice; raised is raised once.
            assertThat(texan.received())
                    .filteredOn(AlertToWebhookIT::isRaised)
                    .singleElement()
                    .satisfies(request -> {
                        assertThatCode(() -> request.verify(subscription.getString("secret")))
                                .doesNotThrowAnyException();
                        JsonPath body = new JsonPath(request.body());
                        assertThat(body.getString("type")).isEqualTo("alert.raised");
                        assertThat(body.getInt("data.version")).isEqualTo(1);
                        assertThat(body.getString("data.reports[0].evidence[0].quote"))
                                .isEqualTo(first.evidence().get(0).quote());
                    });
            assertThat(floridian.received()).hasSize(1);
            assertThat(Rest.ofManagement().get("/q/metrics").asString())
                    .containsPattern("tocsin_alerts_raised_total 2\\.0")
                    .containsPattern("tocsin_alerts_joined_total 1\\.0")
                    .containsPattern("tocsin_alerts_versions_total\\{type=\"alert.corroborated\"} 1\\.0")
                    .containsPattern("tocsin_reports_received_total 6\\.0")
                    .containsPattern("tocsin_reports_duplicate_total 3\\.0");
        }
    }

    private static boolean isRaised(Received request) {
        return new JsonPath(request.body()).getString("type").equals("alert.raised");
    }

    private static JsonPath subscribe(Receiver receiver, String jurisdiction) {
        return Rest.asOperator()
                .body(Map.of(
                        "name", jurisdiction,
                        "url", receiver.url(),
                        "filter", Map.of("jurisdictions", List.of(jurisdiction))))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
