package dev.tocsin.ingest.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header (RFC 9110, section 10.2.3): seconds or an HTTP date. */
final class RetryAfter {
    /** A site that asks for more is asked again after this long all the same: it may have changed its mind. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.strip();
        if (value.matches("[0-9]+")) {
            return Optional.of(value.length() > 18 ? LONGEST : clamp(Duration.ofSeconds(Long.parseLong(value))));
        }
        return HttpDate.parse(value).map(until -> clamp(Duration.between(now, until)));
    }

    private static Duration clamp(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
