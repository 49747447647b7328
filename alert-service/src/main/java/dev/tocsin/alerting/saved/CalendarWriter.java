package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.report.PartialDate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A calendar (RFC 5545) of the days, months or years in which things take effect; alerts without such a date are left out.
 * The same alert is the same event for ever: a new version raises its SEQUENCE, and one that no longer stands is cancelled.
 */
final class CalendarWriter implements FeedWriter {
    /** Octets of a line, without its end (section 3.1). */
    private static final int LONGEST_LINE = 75;

    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String begin(Feed feed) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tocsin//Alerts//EN\r\nCALSCALE:GREGORIAN\r\n"
                + "METHOD:PUBLISH\r\n" + line("NAME", text(feed.title())) + line("X-WR-CALNAME", text(feed.title()))
                + "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n";
    }

    @Override
    public String entry(FeedEntry entry) {
        Alert alert = entry.alert();
        PartialDate effective = alert.effective();
        if (effective == null) {
            return "";
        }
        StringBuilder event = new StringBuilder("BEGIN:VEVENT\r\n")
                .append(line("UID", alert.id() + "@tocsin"))
                .append(line("DTSTAMP", time(entry.updatedAt())))
                .append(line("CREATED", time(entry.raisedAt())))
                .append(line("LAST-MODIFIED", time(entry.updatedAt())))
                .append(line("SEQUENCE", String.valueOf(Math.max(0, alert.version() - 1))))
                .append(line("DTSTART;VALUE=DATE", DAY.format(effective.firstDay())));
        LocalDate after = effective.lastDay().plusDays(1);
        if (after.getYear() <= LAST_YEAR) {
            event.append(line("DTEND;VALUE=DATE", DAY.format(after)));
        }
        event.append(line("SUMMARY", text(entry.told().heading())))
                .append(line("DESCRIPTION", text(entry.told().text())))
                .append(line("CATEGORIES", text(entry.told().category())))
                .append(line("STATUS", status(entry)))
                .append("TRANSP:TRANSPARENT\r\n");
        String url = JsonFeedWriter.firstUrl(entry.told());
        if (url != null) {
            event.append(line("URL", url));
        }
        return event.append("END:VEVENT\r\n").toString();
    }

    /** An event that is not sure to come is tentative. */
    private static String status(FeedEntry entry) {
        if (entry.told().withdrawn()) {
            return "CANCELLED";
        }
        return switch (entry.alert().status()) {
            case RUMOURED, PROPOSED -> "TENTATIVE";
            case ANNOUNCED, IN_FORCE -> "CONFIRMED";
            case DENIED, REVERSED -> "CANCELLED";
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    @Override
    public String separator() {
        return "";
    }

    @Override
    public String end() {
        return "END:VCALENDAR\r\n";
    }

    /** Section 3.3.11. */
    static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|\r|\n", "\\\\n")
                .replaceAll("\\p{Cc}", "");
    }

    /** Folded, and never inside a character. */
    static String line(String name, String value) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        for (int c : (name + ":" + value.replaceAll("\\p{Cc}", "")).codePoints().toArray()) {
            String character = Character.toString(c);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(character);
            octets += length;
        }
        return folded.append("\r\n").toString();
    }
}
