package dev.tocsin.alerting;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Reports;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With tracing on, each version of an alert keeps the trace of the report that it comes of. */
@QuarkusTest
@TestProfile(TraceIT.Traced.class)
@QuarkusTestResource(BackingResource.class)
class TraceIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FIRST = "0af7651916cd43dd8448eb211c80319c";
    private static final String SECOND = "1af7651916cd43dd8448eb211c80319d";

    private final Topic topic = new Topic();

    /** The spans themselves go nowhere: none is sampled here. */
    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.sampler.arg", "0.0");
        }
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void versionGoesOnTheTraceOfItsReport() {
        send(
                aMove("Traced Rigs moves", "Traced Rigs", "traced-rigs")
                        .from("China", "CN")
                        .build(),
                FIRST);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(traces("traced-rigs")).hasSize(1));

        send(
                aMove("Traced Rigs moves to Texas", "Traced Rigs", "traced-rigs")
                        .to("Texas", "US-TX")
                        .published("2021-06-19T08:00:00Z")
                        .build(),
                SECOND);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(traces("traced-rigs"))
                        .satisfiesExactly(
                                one -> assertThat(one).matches("00-" + FIRST + "-[0-9a-f]{16}-00"),
                                two -> assertThat(two).matches("00-" + SECOND + "-[0-9a-f]{16}-00")));
    }

    @Test
    void reportWithoutATraceBeginsOne() {
        topic.report(
                aMove("Untraced Rigs moves", "Untraced Rigs", "untraced-rigs").build());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(traces("untraced-rigs")).hasSize(1));
    }

    private void send(EventReported report, String trace) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                "event.reported.v1", report.reportId().getBytes(StandardCharsets.UTF_8), Reports.toJson(report));
        record.headers().add("traceparent", ("00-" + trace + "-b7ad6b7169203331-00").getBytes(StandardCharsets.UTF_8));
        topic.send(record);
    }

    private static List<String> traces(String actor) throws Exception {
        return Rows.query(
                "select coalesce(v.traceparent, 'none') from alerts.alert_version v join alerts.alert a on a.id = "
                        + "v.alert_id where '" + actor + "' = any(a.actor_ids) order by v.version");
    }
}
