package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {

    private static final Instant THEN = Instant.parse("2021-06-25T08:00:02.123456Z");

    @Test
    void envelopeWrapsTheDataUnchanged() {
        WebhookMessage message =
                WebhookMessage.of("msg_1", "alert.raised", THEN, "{\"id\":\"alr_1\", \"title\":\"四川断电\"}");

        assertThat(new String(message.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"alert.raised\",\"timestamp\":\"2021-06-25T08:00:02.123Z\","
                        + "\"data\":{\"id\":\"alr_1\", \"title\":\"四川断电\"}}");
    }

    @Test
    void alertOfAHundredReportsIsBroughtBelowTwentyKilobytesAndSaysSo() throws Exception {
        WebhookMessage message = WebhookMessage.of("msg_1", "alert.raised", THEN, alert(100, 1, 300));

        JsonNode data = new ObjectMapper().readTree(message.body()).get("data");
        assertThat(message.body()).hasSizeBetween(15_000, WebhookMessage.MAX_BYTES - 1);
        assertThat(data.get("reports").size() + data.get("reportsOmitted").asInt())
                .isEqualTo(100);
        assertThat(data.at("/reports/0/id").asText()).isEqualTo("r0");
    }

    @Test
    void alertOfOneReportWithManyQuotesKeepsItsFirstQuotes() throws Exception {
        WebhookMessage message = WebhookMessage.of("msg_1", "alert.raised", THEN, alert(1, 200, 300));

        JsonNode data = new ObjectMapper().readTree(message.body()).get("data");
        assertThat(message.body()).hasSizeBetween(15_000, WebhookMessage.MAX_BYTES - 1);
        assertThat(data.at("/reports/0/evidence/0/quote").asText()).hasSize(300);
    }

    @Test
    void sameVersionGivesTheSameBytesOnEveryTry() {
        String data = alert(100, 3, 200);

        assertThat(WebhookMessage.of("msg_1", "alert.raised", THEN, data).body())
                .isEqualTo(
                        WebhookMessage.of("msg_1", "alert.raised", THEN, data).body());
    }

    @Test
    void messageThatCannotBeShortenedIsRefused() {
        String data = "{\"title\":\"" + "长".repeat(20_000) + "\",\"reports\":[]}";

        assertThatThrownBy(() -> WebhookMessage.of("msg_1", "alert.raised", THEN, data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 kB");
    }

    private static String alert(int reports, int quotes, int length) {
        String evidence = IntStream.range(0, quotes)
                .mapToObj(i -> "{\"quote\":\"" + "矿".repeat(length) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return IntStream.range(0, reports)
                .mapToObj(i -> "{\"id\":\"r" + i + "\",\"evidence\":" + evidence + "}")
                .collect(Collectors.joining(",", "{\"id\":\"alr_1\",\"reports\":[", "]}"));
    }
}
