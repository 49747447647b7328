package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.local.demo.DemoFeed;
import dev.tocsin.local.demo.Ring;
import dev.tocsin.local.demo.WebhookSignature;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees after one command: the demo feeds ring exactly the alerts that they must, signed, once. */
class DemoIT {
    @Test
    void demoFeedsRingExactlyTheExpectedAlertsSignedAndOnce(@TempDir Path home) throws Exception {
        try (RunningTocsin tocsin = RunningTocsin.start(home);
                DemoFeed feed = DemoFeed.start(0)) {
            List<JsonNode> expected = list(feed.expected().path("alerts"));
            TreeSet<String> expectedEvents = new TreeSet<>();
            expected.forEach(alert -> expectedEvents.add(describeExpected(alert)));

            for (URI uri : feed.feeds()) {
                tocsin.addFeed(uri);
            }

            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(eventsOf(tocsin)).containsExactlyElementsOf(expectedEvents));
            // An alert is there to be read a moment before it rings.
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(raised(tocsin.rings())).hasSameSizeAs(expected));
            List<Ring> rings = tocsin.rings();
            assertThat(rings).extracting(Ring::verdict).containsOnly(WebhookSignature.Verdict.OK);
            assertThat(rings).extracting(Ring::id).doesNotHaveDuplicates();
            assertThat(rings).extracting(Ring::type).isSubsetOf("alert.raised", "alert.updated");
            assertThat(raised(rings)).doesNotHaveDuplicates().hasSameSizeAs(expected);
            for (JsonNode event : expected) {
                JsonNode alert = tocsin.alerts().stream()
                        .filter(candidate -> describe(candidate).equals(describeExpected(event)))
                        .findFirst()
                        .orElseThrow();
                assertThat(texts(alert.path("jurisdictions"))).containsAll(texts(event.path("jurisdictions")));
                assertThat(list(alert.path("actors")).stream()
                                .map(actor -> actor.path("id").asText()))
                        .containsAll(texts(event.path("actors")));
            }
        }
    }

    /** The ids of the alerts that were raised. */
    private static List<String> raised(List<Ring> rings) {
        return rings.stream()
                .filter(ring -> ring.type().equals("alert.raised"))
                .map(ring -> ring.alert().path("id").asText())
                .toList();
    }

    /** An event by its category, its places and the articles that tell it. */
    private static String describeExpected(JsonNode alert) {
        String places = alert.path("category").asText().equals("relocation")
                ? alert.path("from").asText() + ">" + alert.path("to").asText("null")
                : "";
        return alert.path("category").asText() + " " + places + " " + texts(alert.path("articles"));
    }

    private static TreeSet<String> eventsOf(RunningTocsin tocsin) throws Exception {
        TreeSet<String> events = new TreeSet<>();
        tocsin.alerts().forEach(alert -> events.add(describe(alert)));
        return events;
    }

    private static String describe(JsonNode alert) {
        String places = alert.path("category").asText().equals("relocation")
                ? alert.path("from").path("code").asText() + ">"
                        + alert.path("to").path("code").asText("null")
                : "";
        List<String> articles = list(alert.path("reports")).stream()
                .map(report -> report.path("url").asText())
                .sorted()
                .toList();
        return alert.path("category").asText() + " " + places + " " + articles;
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).sorted().toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
