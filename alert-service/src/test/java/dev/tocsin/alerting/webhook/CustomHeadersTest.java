package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHeadersTest {

    @Test
    void namesAreKeptInLowerCase() {
        assertThat(new CustomHeaders(Map.of("X-Tenant", "7")).values()).isEqualTo(Map.of("x-tenant", "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "Content-Length",
                "content-type",
                "Content-Encoding",
                "accept-encoding",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "Proxy-Authorization",
                "proxy-connection",
                "Expect",
                "Cookie",
                "Date",
                "User-Agent",
                "X-Forwarded-For",
                "x-forwarded-host",
                "Forwarded",
                "Via",
                "webhook-signature",
                "Webhook-Id",
                "WEBHOOK-TIMESTAMP",
                "webhook-anything"
            })
    void headerThatIsOursOrTheConnectionsIsRefusedByName(String name) {
        assertThatThrownBy(() -> new CustomHeaders(Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "x y", "x:", "x\r\ny", "x\n", "x\u0000", "\u0130", "名", "x\u007f", "(x)", "x,y", "\t"})
    void nameThatIsNoTokenIsRefused(String name) {
        assertThatThrownBy(() -> new CustomHeaders(Map.of(name, "x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a\r\nwebhook-signature: v1,x", "a\nb", "a\rb", "a\u0000b", " a", "a ", "é", "a\tb"})
    void valueThatIsNoVisibleAsciiIsRefusedWithoutBeingQuoted(String value) {
        assertThatThrownBy(() -> new CustomHeaders(Map.of("authorization", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"authorization\"")
                .message()
                .doesNotContain("v1,x");
    }

    @Test
    void longestValueIsTakenAndOneMoreCharacterIsNot() {
        assertThat(new CustomHeaders(Map.of("x", "v".repeat(4_096))).values()).hasSize(1);
        assertThatThrownBy(() -> new CustomHeaders(Map.of("x", "v".repeat(4_097))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sixteenHeadersAreTakenAndOneMoreIsNot() {
        assertThat(new CustomHeaders(headers(16)).values()).hasSize(16);
        assertThatThrownBy(() -> new CustomHeaders(headers(17))).hasMessageContaining("more than 16");
    }

    @Test
    void sameNameInTwoSpellingsIsRefused() {
        assertThatThrownBy(() -> new CustomHeaders(new TreeMap<>(Map.of("X-A", "1", "x-a", "2"))))
                .hasMessageContaining("\"x-a\" is there twice");
    }

    @Test
    void valuesAreMaskedInWhatAReceiverSendsBackWithOrWithoutTheirScheme() {
        CustomHeaders headers = new CustomHeaders(Map.of("authorization", "Bearer 0123456789", "x-short", "ok"));

        byte[] masked = headers.masked("失败: Bearer 0123456789, 0123456789 ok".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo("失败: ***, *** ok");
    }

    @Test
    void toStringKeepsTheValues() {
        assertThat(new CustomHeaders(Map.of("authorization", "hunter2"))).hasToString("CustomHeaders[authorization]");
    }

    private static Map<String, String> headers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "x-" + i, i -> "v"));
    }
}
