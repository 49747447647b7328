package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.local.demo.Ring;
import dev.tocsin.local.demo.WebhookSignature;
import dev.tocsin.local.stack.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real round-up that this product was conceived from, where it is to be had, and a Chinese one of our own. */
class RoundupIT {
    private static final Path DATA = Path.of(System.getProperty("tocsin.shared.data", "../../../shared/data"));
    private static final Path ROUNDUP = DATA.resolve("roundup-2021-06-25.xml");
    private static final Path EXPECTED = DATA.resolve("roundup-2021-06-25.expected.json");

    @Test
    void theRealRoundupRingsItsSixEventsOnceFromTwoFeeds(@TempDir Path home) throws Exception {
        assumeThat(ROUNDUP)
                .as("%s is not here: the real round-up is not checked", ROUNDUP)
                .isRegularFile();
        String document = Files.readString(ROUNDUP);
        List<String> expected = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(EXPECTED.toFile())
                                .path("events")
                                .spliterator(),
                        false)
                .map(RoundupIT::describeExpected)
                .toList();

        try (RunningTocsin tocsin = RunningTocsin.start(home)) {
            tocsin.addFeed(tocsin.files().serve("/first.xml", "application/xml", document));
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.rings()).hasSize(6));
            // The second feed tells one thing more, which shows that it has been through to the end.
            tocsin.addFeed(tocsin.files()
                    .serve("/second.xml", "application/xml", document.replace("</channel>", ONE_MORE + "</channel>")));
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.rings()).hasSizeGreaterThanOrEqualTo(7));
            await().during(Duration.ofSeconds(3)).until(() -> tocsin.rings().size() == 7);

            List<Ring> rings = tocsin.rings().subList(0, 6);
            assertThat(rings).extracting(Ring::verdict).containsOnly(WebhookSignature.Verdict.OK);
            assertThat(rings).extracting(ring -> describe(ring.alert())).containsExactlyInAnyOrderElementsOf(expected);
            for (Ring ring : rings) {
                for (JsonNode report : ring.alert().path("reports")) {
                    for (JsonNode evidence : report.path("evidence")) {
                        assertThat(document).contains(evidence.path("quote").asText());
                    }
                }
            }
        }
    }

    @Test
    void aChineseArticleWithTwoEventsRingsTwice(@TempDir Path home) throws Exception {
        try (RunningTocsin tocsin = RunningTocsin.start(home)) {
            Map<String, String> article = Map.of(
                    "title", "一周动态：青海清退矿场，博物馆试水数字藏品",
                    "url", "https://outlet.example/zh/2021/06/13/week",
                    "outlet", "链上周报",
                    "publishedAt", "2021-06-13T02:00:00Z",
                    "text", """
                            青海省工业和信息化厅6月9日下发通知，要求全面关停省内虚拟货币挖矿项目，并禁止新建矿场。

                            另据了解，甘肃省博物馆6月11日发行首批数字藏品，以“铜奔马”为主题，限量一万份。""");

            assertThat(tocsin.post(Role.INGEST, "/v1/articles", article).statusCode())
                    .isEqualTo(202);

            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.rings())
                            .extracting(ring -> ring.alert().path("category").asText())
                            .containsExactlyInAnyOrder("mining_ban", "nft_launch"));
            assertThat(tocsin.rings())
                    .filteredOn(ring -> ring.alert().path("category").asText().equals("mining_ban"))
                    .extracting(ring -> ring.alert().path("jurisdictions").toString())
                    .containsExactly("[\"CN-QH\"]");
        }
    }

    @Test
    void anArticleThatIsToldAnewCorrectsItsAlertAndDoublesNone(@TempDir Path home) throws Exception {
        String summary =
                "Qinghai's industry department on Wednesday ordered all bitcoin mines in the province to close.";
        String page =
                summary + "\n\nThe order covers fourteen farms that draw 500 MW together. The department said that "
                        + "the mines have to stop before 20 June, and that none may be built any more.";
        try (RunningTocsin tocsin = RunningTocsin.start(home)) {
            post(tocsin, "https://outlet.example/2021/06/09/qinghai", "Qinghai closes its bitcoin mines", summary);
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.rings()).hasSize(1));

            post(tocsin, "https://outlet.example/2021/06/09/qinghai", "Qinghai closes its bitcoin mines", page);
            // Something to wait for: by then the new words have been through as well, or come within the seconds after.
            post(
                    tocsin,
                    "https://outlet.example/2021/06/24/wyoming",
                    "Wyoming courts miners",
                    "The governor of Wyoming on Wednesday invited bitcoin miners to set up in the state.");

            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(tocsin.alerts()).hasSize(2));
            await().during(Duration.ofSeconds(3)).until(() -> tocsin.alerts().size() == 2);
            assertThat(tocsin.alerts())
                    .filteredOn(alert -> alert.path("category").asText().equals("mining_ban"))
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.path("reports")).hasSize(1));
        }
    }

    private static void post(RunningTocsin tocsin, String url, String title, String text) throws Exception {
        assertThat(tocsin.post(
                                Role.INGEST,
                                "/v1/articles",
                                Map.of("title", title, "url", url, "publishedAt", "2021-06-09T08:00:00Z", "text", text))
                        .statusCode())
                .isEqualTo(202);
    }

    /** An expected event: the city beside a country's code is left out, alerts have the code of its province. */
    private static String describeExpected(JsonNode event) {
        return event.path("category").asText() + " " + event.path("status").asText()
                + (event.has("from")
                        ? " " + event.path("from").asText().substring(0, 2) + ">"
                                + event.path("to").asText("-")
                        : " " + event.path("jurisdictions"));
    }

    private static String describe(JsonNode alert) {
        boolean moves = alert.path("category").asText().equals("relocation");
        return alert.path("category").asText() + " " + alert.path("status").asText()
                + (moves
                        ? " " + alert.path("from").path("code").asText("--").substring(0, 2) + ">"
                                + alert.path("to").path("code").asText("-")
                        : " " + alert.path("jurisdictions"));
    }

    private static final String ONE_MORE = """
            <item>
            <title>Wyoming governor invites bitcoin miners</title>
            <link>https://outlet.example/2021/06/24/wyoming</link>
            <pubDate>Thu, 24 Jun 2021 10:00:00 GMT</pubDate>
            <description>The governor of Wyoming on Wednesday invited bitcoin miners to set up in the state.</description>
            </item>
            """;
}
