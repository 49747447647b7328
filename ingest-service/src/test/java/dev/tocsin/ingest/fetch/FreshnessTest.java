package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache-control: max-age=600 | PT10M",
                "cache-control: Public, MAX-AGE = \"600\" | PT10M",
                "cache-control: s-maxage=900 | PT0S",
                "cache-control: s-maxage=900, max-age=60 | PT1M",
                "cache-control: max-age=600; age: 100 | PT8M20S",
                "cache-control: max-age=600; age: 900 | PT0S",
                "cache-control: max-age=600; age: old | PT10M",
                "cache-control: max-age=99999999999999999999 | PT596523H14M7S",
                "cache-control: max-age=-1 | PT0S",
                "cache-control: no-cache, max-age=600 | PT0S",
                "cache-control: max-age=600, no-store | PT0S",
                // By the site's own clock, which is two hours behind ours.
                "date: Sun, 22 Nov 2026 10:00:00 GMT; expires: Sun, 22 Nov 2026 10:05:00 GMT | PT5M",
                "expires: Sun, 22 Nov 2026 12:05:00 GMT | PT5M",
                "expires: Sunday, 22-Nov-26 12:05:00 GMT | PT5M",
                "expires: Sun Nov 22 12:05:00 2026 | PT5M",
                "expires: Sun, 22 Nov 2026 11:00:00 GMT | PT0S",
                "expires: 0 | PT0S",
                "expires: Sun, 22 Nov 2026 12:05:00 GMT; cache-control: max-age=60 | PT1M",
                "etag: x | PT0S"
            })
    void freshnessIsWhatTheHeadersLeave(String headers, Duration expected) {
        Map<String, List<String>> fields = Arrays.stream(headers.split("; "))
                .map(field -> field.split(": ", 2))
                .collect(Collectors.toMap(field -> field[0], field -> List.of(field[1])));

        assertThat(Freshness.of(HttpHeaders.of(fields, (name, value) -> true), NOW))
                .isEqualTo(expected);
    }
}
