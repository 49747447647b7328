package dev.tocsin.alerting.limit;

import java.time.Duration;

/**
 * Where a caller stands after a request.
 *
 * @param limit that it falls under
 * @param remaining requests that it may send at once
 * @param full when all of the burst is there again
 * @param pause until the request may be sent again; zero when it was served
 */
public record Standing(Limit limit, long remaining, Duration full, Duration pause) {

    public boolean isServed() {
        return pause.isZero();
    }

    /** Header {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10). */
    public String header() {
        return "\"" + limit.name() + "\";r=" + remaining + ";t=" + seconds(full);
    }

    /** Header {@code Retry-After}. */
    public long retryAfter() {
        return Math.max(1, seconds(pause));
    }

    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
