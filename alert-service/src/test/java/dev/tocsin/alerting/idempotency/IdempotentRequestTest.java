package dev.tocsin.alerting.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdempotentRequestTest {

    @Test
    void sameRequestHasTheSameFingerprint() {
        assertThat(request("/v1/keys?", "{}")).isEqualTo(request("/v1/keys?", "{}"));
    }

    @Test
    void whatIsPathAndWhatIsBodyCannotBeMoved() {
        assertThat(request("/v1/keys?a", "b")).isNotEqualTo(request("/v1/keys?", "ab"));
    }

    @Test
    void headersOfOneExchangeAreNotKept() {
        KeptAnswer answer = new KeptAnswer(
                201,
                Map.of("Location", List.of("/v1/x"), "Date", List.of("today"), "RateLimit", List.of("…")),
                new byte[0]);

        assertThat(answer.headers()).containsOnlyKeys("Location");
        assertThat(KeptAnswer.of(201, answer.headersAsJson(), new byte[0]).headers())
                .isEqualTo(answer.headers());
    }

    @Test
    void whatMayGoBetterNextTimeIsNotKept() {
        assertThat(List.of(200, 202, 400, 404, 409)).allMatch(KeptAnswer::isKept);
        assertThat(List.of(429, 500, 503)).noneMatch(KeptAnswer::isKept);
    }

    private static IdempotentRequest request(String target, String body) {
        return IdempotentRequest.of("acc", "k", "POST", target, body.getBytes(StandardCharsets.UTF_8));
    }
}
