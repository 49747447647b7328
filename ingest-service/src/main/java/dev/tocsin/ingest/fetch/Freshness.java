package dev.tocsin.ingest.fetch;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how long an answer says that asking again is pointless (RFC 9111, section 4.2): {@code max-age}, else {@code
 * Expires}, less the time that it has lain in caches. {@code s-maxage} is not for us, who share our copy with nobody.
 */
final class Freshness {
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age\\s*=\\s*\"?([0-9]+)");
    private static final Pattern STALE_AT_ONCE = Pattern.compile("(?:^|[\\s,])(?:no-cache|no-store)\\s*(?:,|$)");
    /** "A cache that receives a value greater than it can represent considers it 2^31" (RFC 9111, section 1.2.2). */
    private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

    private Freshness() {}

    /** @param now when the answer came; used where it bears no date itself. @return zero where it says nothing */
    static Duration of(HttpHeaders headers, Instant now) {
        String control = String.join(", ", headers.allValues("cache-control")).toLowerCase(Locale.ROOT);
        if (STALE_AT_ONCE.matcher(control).find()) {
            return Duration.ZERO;
        }
        Duration lifetime = maxAge(control).or(() -> untilExpiry(headers, now)).orElse(Duration.ZERO);
        Duration left = lifetime.minus(age(headers));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Optional<Duration> maxAge(String control) {
        Matcher maxAge = MAX_AGE.matcher(control);
        return maxAge.find() ? Optional.of(seconds(maxAge.group(1))) : Optional.empty();
    }

    /** By the server's own clock where it tells it, for ours may differ. */
    private static Optional<Duration> untilExpiry(HttpHeaders headers, Instant now) {
        Instant date = headers.firstValue("date").flatMap(HttpDate::parse).orElse(now);
        return headers.firstValue("expires").flatMap(HttpDate::parse).map(expiry -> Duration.between(date, expiry));
    }

    private static Duration age(HttpHeaders headers) {
        return headers.firstValue("age")
                .map(String::strip)
                .filter(age -> age.matches("[0-9]+"))
                .map(Freshness::seconds)
                .orElse(Duration.ZERO);
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(
                digits.length() > 10 ? LONGEST_SECONDS : Math.min(LONGEST_SECONDS, Long.parseLong(digits)));
    }
}
