package dev.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertCardTest {
    private static final String ALERT = """
            {"type": "alert.raised", "timestamp": "2021-06-25T08:00:02Z", "data": {
              "id": "alr_1", "version": 1, "category": "relocation", "status": "announced", "confidence": 0.97,
              "title": "Canaan starts mining operations in Kazakhstan",
              "actors": [{"name": "Canaan", "kind": "company", "id": "canaan"}],
              "jurisdictions": ["CN", "KZ"],
              "from": {"name": "China", "code": "CN"}, "to": {"name": "Kazakhstan", "code": "KZ"},
              "occurred": {"date": "2021-06", "precision": "month"}, "effective": null,
              "quantities": [{"value": 3.0, "unit": "t", "of": "mining hardware"}],
              "reports": [{"url": "https://outlet.example/rigs", "outlet": "The Outlet", "language": "en",
                           "publishedAt": "2021-06-25T08:00:00Z",
                           "evidence": [{"quote": "Canaan has begun to mine in Kazakhstan.", "start": 0, "end": 39}]}]}}
            """;

    @Test
    void alertIsDrawnWithEverythingAReaderAsksFor() throws Exception {
        String card = new AlertCard(false).draw(ring(WebhookSignature.Verdict.OK, 1, ALERT));

        assertThat(card.lines())
                .containsExactly(
                        "  🔔 RELOCATION  announced   alert.raised · signature ok · 0.25 s after it was told",
                        "     Canaan starts mining operations in Kazakhstan",
                        "     who   Canaan",
                        "     where China → Kazakhstan (CN, KZ)",
                        "     when  2021-06",
                        "     what  3 t mining hardware",
                        "     “Canaan has begun to mine in Kazakhstan.”",
                        "     — The Outlet, 2021-06-25  https://outlet.example/rigs");
    }

    @Test
    void countedThingIsNotNamedTwice() throws Exception {
        String counted = ALERT.replace(
                "{\"value\": 3.0, \"unit\": \"t\", \"of\": \"mining hardware\"}",
                "{\"value\": 26, \"unit\": \"project\", \"of\": \"mining projects\"},"
                        + "{\"value\": 3, \"unit\": \"t\", \"of\": \"things\"}");

        String card = new AlertCard(false).draw(ring(WebhookSignature.Verdict.OK, 1, counted));

        assertThat(card).contains("what  26 mining projects, 3 t things");
    }

    @Test
    void whatIsNewInALaterVersionIsSaid() throws Exception {
        String updated = ALERT.replace("alert.raised", "alert.updated").replace("\"reports\":", """
                "changes": [{"field": "status", "before": "announced", "after": "in_force"},
                            {"field": "to", "before": null, "after": {"name": "Almaty", "code": "KZ-75"}},
                            {"field": "confidence", "before": 0.9, "after": 0.97}],
                "reports":""");

        String card = new AlertCard(false).draw(ring(WebhookSignature.Verdict.OK, 1, updated));

        assertThat(card.lines())
                .contains("     ↳ status: announced → in force", "     ↳ to: Almaty")
                .noneMatch(line -> line.contains("confidence"));
    }

    @Test
    void repetitionIsShownAsSuch() throws Exception {
        String card = new AlertCard(false).draw(ring(WebhookSignature.Verdict.OK, 2, ALERT));

        assertThat(card).contains("the same message again (2)").doesNotContain("Canaan");
    }

    @Test
    void wrongSignatureIsLoudAndShowsNothingOfTheMessage() throws Exception {
        String card = new AlertCard(false).draw(ring(WebhookSignature.Verdict.WRONG, 1, ALERT));

        assertThat(card).contains("REFUSED", "WRONG").doesNotContain("Canaan");
    }

    @Test
    void messageOfAnotherKindIsNamed() throws Exception {
        String card = new AlertCard(false)
                .draw(ring(WebhookSignature.Verdict.OK, 1, "{\"type\":\"subscription.test\",\"data\":{}}"));

        assertThat(card).contains("subscription.test");
    }

    @Test
    void longChineseTitleIsBrokenAtTheWidthOfTheTerminal() throws Exception {
        String title = "四川省能源局要求省内电力企业在六月二十日前关停二十六个虚拟货币挖矿项目".repeat(3);

        String card = new AlertCard(false)
                .draw(ring(
                        WebhookSignature.Verdict.OK,
                        1,
                        "{\"type\":\"alert.raised\",\"data\":{\"category\":\"mining_ban\",\"title\":\"" + title
                                + "\"}}"));

        assertThat(card.lines().skip(1))
                .allSatisfy(line -> assertThat(line.strip().length() * 2).isLessThanOrEqualTo(98));
        assertThat(card.replaceAll("\\s", "")).contains(title);
    }

    @Test
    void coloursAreUsedWhereTheyAreWanted() throws Exception {
        assertThat(new AlertCard(true).draw(ring(WebhookSignature.Verdict.OK, 1, ALERT)))
                .contains("\u001b[1;34mRELOCATION\u001b[0m");
    }

    private static Ring ring(WebhookSignature.Verdict verdict, int times, String json) throws Exception {
        return new Ring(
                "msg_1", times, verdict, Instant.parse("2021-06-25T08:00:02.250Z"), new ObjectMapper().readTree(json));
    }
}
