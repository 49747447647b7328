package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.local.stack.Role;
import dev.tocsin.system.OtlpSink.Told;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of one item that goes through all three services: its trace, its log lines, the metrics. */
class TraceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the brokers' exporter, of the kubelet and of Prometheus. */
    private static final Set<String> OF_OTHERS = Set.of(
            "kafka_controller_kafkacontroller_offlinepartitionscount",
            "kafka_server_replicamanager_underreplicatedpartitions",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes",
            "up");

    /** Of hubs, which nobody plays here, and of searches that hit a limit. */
    private static final Set<String> ON_AN_EVENT = Set.of(
            "tocsin_websub_articles_first_total", "tocsin_neighbourhood_cut_total", "tocsin_candidates_cut_total");

    private static final String FEED = """
            <rss version="2.0"><channel><title>Traced Outlet</title><item>
            <title>Wyoming governor invites bitcoin miners</title>
            <link>https://outlet.example/2021/06/24/wyoming?token=not-to-be-told</link>
            <pubDate>Thu, 24 Jun 2021 10:00:00 GMT</pubDate>
            <description>The governor of Wyoming on Wednesday invited bitcoin miners to set up in the state.</description>
            </item></channel></rss>
            """;

    @Test
    void oneTraceLeadsFromTheFetchOfAFeedToTheTryOfAWebhook(@TempDir Path home) throws Exception {
        try (OtlpSink sink = OtlpSink.start();
                RunningTocsin tocsin = RunningTocsin.start(
                        home,
                        Map.of(
                                "QUARKUS_OTEL_SDK_DISABLED",
                                "false",
                                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                sink.uri().toString(),
                                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                                "PT0.2S",
                                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                                "true"))) {
            URI feed = tocsin.files().serve("/feed.xml", "application/xml", FEED);
            tocsin.addFeed(URI.create(feed + "?key=not-to-be-told"));
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.rings()).hasSize(1));
            String messageId = tocsin.rings().get(0).id();

            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(sink.spans())
                            .anyMatch(span -> messageId.equals(span.attributes().get("messageId")))
                            .anyMatch(span -> span.name().equals("fetch feed")));
            Told attempt = sink.spans().stream()
                    .filter(span -> messageId.equals(span.attributes().get("messageId")))
                    .findFirst()
                    .orElseThrow();
            assertThat(wayTo(attempt, sink.spans()))
                    .containsExactly(
                            "ingest-service fetch feed",
                            "ingest-service create article.ingested.v1",
                            "classify-service process article.ingested.v1",
                            "classify-service create event.reported.v1",
                            "alert-service process event.reported.v1",
                            "alert-service alert.raised",
                            "alert-service POST");
            assertThat(attempt.attributes())
                    .containsEntry("attempt", "1")
                    .hasEntrySatisfying(
                            "http.response.status_code",
                            status -> assertThat(status).startsWith("2"))
                    .containsKeys("alertId", "subscriptionId", "server.address");
            assertThat(sink.spans().toString()).doesNotContain("not-to-be-told").doesNotContain("http://");

            tocsin.addFeed(URI.create(feed.toString().replace("feed.xml", "missing.xml")));
            await().atMost(RunningTocsin.PATIENCE).untilAsserted(() -> linesOfAllServicesAreJson(tocsin));
            // Kafka's clients are asked anew once a minute what they measure, and have partitions by then.
            await().atMost(RunningTocsin.PATIENCE).untilAsserted(() -> dashboardsAndRulesNameWhatServicesShow(tocsin));
        }
    }

    /** From the first step of the trace to this one, each the parent of the next. */
    private static List<String> wayTo(Told last, List<Told> spans) {
        Map<String, Told> byId = spans.stream()
                .filter(span -> span.traceId().equals(last.traceId()))
                .collect(Collectors.toMap(Told::spanId, span -> span, (one, again) -> one));
        List<String> way = new ArrayList<>();
        for (Told span = last; span != null; span = byId.get(span.parentId())) {
            way.add(0, span.service() + " " + span.name());
        }
        return way;
    }

    private static void linesOfAllServicesAreJson(RunningTocsin tocsin) throws Exception {
        Set<String> services = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        for (Role role : Role.values()) {
            for (String line : Files.readAllLines(tocsin.stack().process(role).log())) {
                JsonNode told = JSON.readTree(line);
                assertThat(told.path("message").isTextual()).as(line).isTrue();
                if (told.path("loggerName").asText().startsWith("dev.tocsin.")) {
                    assertThat(told.path("message").asText()).doesNotContain("=");
                    told.path("mdc").fieldNames().forEachRemaining(keys::add);
                }
                services.add(told.path("service").asText());
            }
        }
        assertThat(services).containsExactly("alert-service", "classify-service", "ingest-service");
        assertThat(keys).contains("feedId", "stage", "reports", "deliveries", "traceId", "spanId");
    }

    private static void dashboardsAndRulesNameWhatServicesShow(RunningTocsin tocsin) throws Exception {
        Set<String> shown = new TreeSet<>();
        for (Role role : Role.values()) {
            shown.addAll(Monitoring.shown(tocsin.metrics(role)));
        }
        Set<String> missing = Monitoring.metrics();
        missing.removeAll(shown);
        missing.removeAll(OF_OTHERS);
        missing.removeAll(ON_AN_EVENT);

        assertThat(missing)
                .as("named in deploy/monitoring, shown by no service")
                .isEmpty();
    }
}
