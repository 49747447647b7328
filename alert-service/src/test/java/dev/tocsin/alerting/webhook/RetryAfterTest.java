package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                              | 0",
                "1                              | 1",
                "120                            | 120",
                "  7                            | 7",
                "999999999                      | 999999999",
                "Sun, 22 Nov 2026 12:01:30 GMT  | 90",
                "Sun, 22 Nov 2026 13:01:30 +0100| 90",
            })
    void secondsAndDatesAreRead(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOON)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "NaN",
                "Infinity",
                "1e9",
                "0x10",
                "soon",
                "99999999999999999999",
                "Sun, 22 Nov 2026 11:00:00 GMT",
                "٣",
                "2026-11-22T13:00:00Z",
                "Mon, 22 Nov 2026 13:00:00 GMT"
            })
    void pastOrUnreadableValueAsksForNothing(String value) {
        assertThat(RetryAfter.parse(value, NOON)).isZero();
    }

    @Test
    void missingHeaderAsksForNothing() {
        assertThat(RetryAfter.parse(null, NOON)).isZero();
    }
}
