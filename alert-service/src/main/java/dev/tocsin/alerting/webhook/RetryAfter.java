package dev.tocsin.alerting.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header (RFC 9110, 10.2.3): seconds, or an HTTP date in the form of today or one of the two
 * that old servers still send (5.6.7).
 */
public final class RetryAfter {

    /** Nine digits hold 31 years; more would overflow and means nothing. */
    private static final Pattern SECONDS = Pattern.compile("0*(\\d{1,9})");

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    // Two digits that would lie far ahead are of the last century; no header is older than the web.
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1990)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The pause asked for; zero when there is none, it has passed, or it cannot be read. */
    public static Duration parse(@Nullable String value, Clock clock) {
        if (value == null) {
            return Duration.ZERO;
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        for (DateTimeFormatter form : DATES) {
            try {
                Duration pause = Duration.between(
                        clock.instant(), ZonedDateTime.parse(text, form).toInstant());
                return pause.isNegative() ? Duration.ZERO : pause;
            } catch (DateTimeException e) {
                // The next form, then.
            }
        }
        return Duration.ZERO;
    }
}
