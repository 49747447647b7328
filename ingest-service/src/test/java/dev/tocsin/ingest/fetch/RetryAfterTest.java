package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | PT2M",
                "0 | PT0S",
                "'Sun, 22 Nov 2026 10:05:00 GMT' | PT5M",
                "'Sun, 22 Nov 2026 09:00:00 GMT' | PT0S",
                "999999999999999999 | PT24H",
                "'Sun, 22 Nov 2099 10:00:00 GMT' | PT24H",
                "-5 |",
                "1.5 |",
                "soon |",
                "99999999999999999999999 | PT24H",
                "|"
            })
    void secondsAndDatesAreUnderstoodAndClamped(@Nullable String header, @Nullable Duration expected) {
        assertThat(RetryAfter.parse(header, Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo(Optional.ofNullable(expected));
    }
}
