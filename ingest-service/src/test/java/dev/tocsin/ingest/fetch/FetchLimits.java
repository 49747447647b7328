package dev.tocsin.ingest.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A configuration for tests, which do not like to wait. */
record FetchLimits(
        Optional<List<String>> allowedCidrs,
        Duration deadline,
        Duration connectTimeout,
        Duration silence,
        int maxBytes,
        String userAgent,
        int perHost)
        implements FetchConfig {

    static FetchLimits impatient() {
        return new FetchLimits(
                Optional.empty(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1024 * 1024,
                "Test/1 (+https://t.example)",
                2);
    }
}
