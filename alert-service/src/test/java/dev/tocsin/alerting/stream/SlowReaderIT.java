package dev.tocsin.alerting.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reader that stops to read is cut; the others notice nothing, and it can go on where it was. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
@TestProfile(Small.class)
class SlowReaderIT {
    private static final int ALERTS = 500;
    private static final String LONG = " word".repeat(3_000);

    @Test
    void readerThatStopsIsToldOfTheGapAndLosesNothing() throws Exception {
        List<String> all = new ArrayList<>();
        try (RawReader slow = RawReader.open("q=sluggish", BackingResource.API_KEY, null, 32_768)
                        .started();
                RawReader brisk = RawReader.open("q=sluggish").started();
                Connection connection = Rows.database()) {
            for (int i = 0; i < ALERTS; i++) {
                all.add(Versions.raise(connection, "mining_ban", "sluggish " + i + LONG, 0.9, "US"));
                if (i % 10 == 9) {
                    brisk.events(i + 1);
                }
            }
            assertThat(ids(brisk.events(ALERTS))).containsExactlyElementsOf(all);

            await().atMost(Duration.ofSeconds(20)).until(() -> cut() >= 1);
            List<String> heard = ids(slow.toTheEnd().stream()
                    .filter(event -> !event.type().equals("gap"))
                    .toList());
            assertThat(heard).hasSizeLessThan(ALERTS).isEqualTo(all.subList(0, heard.size()));
            String last = slow.lastId();
            slow.events(0).stream()
                    .filter(event -> event.type().equals("gap"))
                    .forEach(gap -> assertThat(JsonPath.from(gap.data()).getString("resumeFrom"))
                            .isEqualTo(last));
            try (RawReader again = RawReader.resume("q=sluggish", last)) {
                assertThat(ids(again.events(ALERTS - heard.size()))).isEqualTo(all.subList(heard.size(), ALERTS));
            }
        }
    }

    private static List<String> ids(List<RawReader.Event> events) {
        return events.stream()
                .map(event -> JsonPath.from(event.data()).getString("id"))
                .toList();
    }

    private static double cut() {
        return Rest.ofManagement()
                .accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tocsin_streams_ended_total") && line.contains("slow"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
