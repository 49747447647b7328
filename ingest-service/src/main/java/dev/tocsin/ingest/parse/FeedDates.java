package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.ParseWarning.Code;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates that feeds carry: RFC 3339 and its looser cousins, RFC 822 with every liberty (two-digit years,
 * wrong weekdays, zone names, full month names), C's asctime, Chinese dates, Unix time.
 */
final class FeedDates {
    private static final String TIME =
            "(?<h>\\d{1,2})[:时點点時](?<m>\\d{1,2})(?:[:分](?<s>\\d{1,2})(?:[.,](?<f>\\d{1,9})\\d*)?秒?)?分?";
    private static final String ZONE =
            "\\s*(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC|UT)?\\s*[+-]\\d{1,2}:?(?:\\d{2})?)?(?:\\s*\\(.*\\))?";
    private static final String HALF = "\\s*(?<half>(?i:[ap]\\.?m\\.?))?";

    private static final Pattern ISO =
            Pattern.compile("(?<y>\\d{4})[-/.](?<mo>\\d{1,2})(?:[-/.](?<d>\\d{1,2}))?(?:(?:T|t|\\s+|,\\s*)" + TIME
                    + HALF + ")?" + ZONE);
    private static final Pattern COMPACT = Pattern.compile(
            "(?<y>\\d{4})(?<mo>\\d{2})(?<d>\\d{2})(?:[Tt]?(?<h>\\d{2}):?(?<m>\\d{2}):?(?:(?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?)?"
                    + HALF + ZONE);
    private static final Pattern RFC822 = Pattern.compile(
            "(?:[\\p{L}.]+,?\\s*)?(?<d>\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?<mon>[A-Za-z]{3,9})\\.?,?[\\s-]+"
                    + "(?<y>\\d{4}|\\d{2})(?:,?\\s+(?:at\\s+)?" + TIME + HALF + ")?" + ZONE);
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?:[A-Za-z]{3,9},?\\s+)?(?<mon>[A-Za-z]{3,9})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+"
                    + "(?<y>\\d{4})(?:,?\\s+(?:at\\s+)?" + TIME + HALF + ")?" + ZONE);
    private static final Pattern ASCTIME = Pattern.compile(
            "[A-Za-z]{3,9},?\\s+(?<mon>[A-Za-z]{3,9})\\s+(?<d>\\d{1,2})\\s+" + TIME + HALF + ZONE + "\\s+(?<y>\\d{4})");
    private static final Pattern CHINESE =
            Pattern.compile("(?<y>\\d{4})\\s*年\\s*(?<mo>\\d{1,2})\\s*月\\s*(?<d>\\d{1,2})\\s*[日号號]?"
                    + "(?:\\s*[（(]?(?:星期|周|週|礼拜|禮拜).[)）]?)?(?:\\s*(?<half>上午|下午|晚上|凌晨|早上|中午)?\\s*" + TIME + ")?"
                    + ZONE);
    private static final Pattern EPOCH = Pattern.compile("(\\d{10})(\\d{3})?");

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("ET", "-05:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("PT", "-08:00"),
            Map.entry("AKST", "-09:00"),
            Map.entry("AKDT", "-08:00"),
            Map.entry("HST", "-10:00"),
            Map.entry("WET", "Z"),
            Map.entry("WEST", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("MET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MEST", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("IST", "+05:30"),
            Map.entry("HKT", "+08:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("AWST", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"));
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final boolean chinese;

    /** @param language of the feed: CST is China's time in a Chinese one, and so is a time without a zone */
    FeedDates(@Nullable String language) {
        this.chinese = language != null && language.toLowerCase(Locale.ROOT).startsWith("zh");
    }

    /** @return null, with a warning, where the text is not understood; null where there is none */
    @Nullable Instant parse(@Nullable String text, Warnings warnings) {
        if (text == null) {
            return null;
        }
        String trimmed = text.strip();
        if (trimmed.length() <= 100) {
            for (Pattern pattern : new Pattern[] {ISO, RFC822, CHINESE, MONTH_FIRST, ASCTIME, COMPACT}) {
                Matcher matcher = pattern.matcher(trimmed);
                if (matcher.matches()) {
                    try {
                        return read(matcher, pattern);
                    } catch (DateTimeException | NumberFormatException e) {
                        break;
                    }
                }
            }
            Matcher epoch = EPOCH.matcher(trimmed);
            if (epoch.matches()) {
                return Instant.ofEpochSecond(Long.parseLong(epoch.group(1)));
            }
        }
        warnings.add(
                Code.DATE_NOT_UNDERSTOOD, "A date was not understood and left out: " + ParseWarning.quoted(trimmed));
        return null;
    }

    private Instant read(Matcher m, Pattern pattern) {
        int year = Integer.parseInt(m.group("y"));
        if (m.group("y").length() == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        boolean named = pattern == RFC822 || pattern == MONTH_FIRST || pattern == ASCTIME;
        int month = named ? month(m.group("mon")) : Integer.parseInt(m.group("mo"));
        int day = m.group("d") == null ? 1 : Integer.parseInt(m.group("d"));
        int hour = number(m.group("h"));
        String half = m.group("half") == null ? "" : m.group("half").toLowerCase(Locale.ROOT);
        if ((half.startsWith("p") || half.equals("下午") || half.equals("晚上")) && hour < 12) {
            hour += 12;
        } else if ((half.startsWith("a") || half.equals("凌晨")) && hour == 12) {
            hour = 0;
        }
        int nanos = m.group("f") == null ? 0 : Integer.parseInt((m.group("f") + "00000000").substring(0, 9));
        // Hour 24 is the next midnight; a leap second is the one before it.
        LocalDateTime local = LocalDate.of(year, month, day)
                .atTime(hour == 24 ? 0 : hour, number(m.group("m")), Math.min(59, number(m.group("s"))), nanos)
                .plusDays(hour == 24 ? 1 : 0);
        return local.toInstant(zone(m.group("zone"), pattern == CHINESE));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int month(String name) {
        int at = MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
        if (at < 0 || at % 3 != 0) {
            throw new DateTimeException("no month " + name);
        }
        return at / 3 + 1;
    }

    private ZoneOffset zone(@Nullable String written, boolean chineseDate) {
        if (written == null || written.isBlank()) {
            return chinese || chineseDate ? CHINA : ZoneOffset.UTC;
        }
        String zone = written.strip().toUpperCase(Locale.ROOT).replaceFirst("^(GMT|UTC|UT)\\s*(?=[+-])", "");
        if (zone.startsWith("+") || zone.startsWith("-")) {
            String digits = zone.substring(1).replace(":", "");
            int hours = Integer.parseInt(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
            int minutes = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
            int sign = zone.startsWith("-") ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }
        if (zone.equals("CST") && chinese) {
            return CHINA;
        }
        // RFC 2822, section 4.3: an unknown zone says nothing, so it is read as UTC.
        return ZoneOffset.of(ZONES.getOrDefault(zone, "Z"));
    }
}
