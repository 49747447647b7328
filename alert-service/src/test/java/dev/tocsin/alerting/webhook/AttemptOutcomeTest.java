package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Gone;
import dev.tocsin.alerting.webhook.AttemptOutcome.Rejected;
import dev.tocsin.alerting.webhook.AttemptOutcome.Throttled;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptOutcomeTest {

    private static final Duration PAUSE = Duration.ofSeconds(90);

    static IntStream everyStatus() {
        return IntStream.rangeClosed(100, 599);
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void everyStatusHasItsOneOutcome(int status) {
        AttemptOutcome outcome = AttemptOutcome.ofStatus(status, PAUSE);

        if (status / 100 == 2) {
            assertThat(outcome).isEqualTo(new Delivered(status));
        } else if (status == 410) {
            assertThat(outcome).isEqualTo(new Gone(410));
        } else if (Set.of(429, 502, 503, 504).contains(status)) {
            assertThat(outcome).isEqualTo(new Throttled(status, PAUSE));
        } else {
            assertThat(outcome).isEqualTo(new Rejected(status));
        }
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void everyDescriptionNamesTheStatus(int status) {
        assertThat(AttemptOutcome.ofStatus(status, Duration.ZERO).description()).contains(Integer.toString(status));
    }

    @Test
    void pauseIsCutAtTenHours() {
        assertThat(new Throttled(503, Duration.ofDays(30)).retryAfter()).isEqualTo(Duration.ofHours(10));
    }

    @ParameterizedTest
    @CsvSource({
        "400, disable, gone",
        "503, ' Disable ', gone",
        "400, abort-message, aborted",
        "400, something-else, rejected",
        "200, disable, delivered",
        "204, abort-message, delivered"
    })
    void receiverMayAskToStopWithARefusal(int status, String wish, String outcome) {
        assertThat(AttemptOutcome.of(status, Duration.ZERO, wish).name()).isEqualTo(outcome);
    }
}
