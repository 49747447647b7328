package dev.tocsin.ingest.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A date in a header, in the form of today or one of the two that old servers still send (RFC 9110, section 5.6.7). */
final class HttpDate {
    private static final List<DateTimeFormatter> FORMS = List.of(
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

    private HttpDate() {}

    static Optional<Instant> parse(String value) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(ZonedDateTime.parse(value.strip(), form).toInstant());
            } catch (DateTimeException e) {
                // The next form, then.
            }
        }
        return Optional.empty();
    }
}
