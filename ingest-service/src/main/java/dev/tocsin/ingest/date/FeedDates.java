package dev.tocsin.ingest.date;

import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.lang.Character.UnicodeScript;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates that feeds carry: RFC 3339 and its looser cousins, RFC 822 with every liberty (two-digit years,
 * wrong weekdays, zone names, months in other languages), C's asctime, Chinese, Japanese and Korean dates, Unix time.
 * Weekdays are not read: where they contradict the date, they are wrong.
 */
public final class FeedDates {
    private static final String HALVES = "(?<half>上午|下午|晚上|凌晨|早上|中午|오전|오후|午前|午後)?\\s*";
    private static final String TIME = HALVES
            + "(?<h>\\d{1,2})\\s*[:时時點点시.]\\s*(?<m>\\d{1,2})(?:\\s*[:分분.]\\s*(?<s>\\d{1,2})(?:[.,](?<f>\\d{1,9})\\d*)?[秒초]?)?[分분]?";
    private static final String ZONE =
            "\\s*(?<zone>[A-Za-z]{1,5}|[A-Za-z]+/[A-Za-z_/-]+|(?:GMT|UTC|UT|Z)?\\s*[+-]\\s?\\d{1,2}:?(?:\\d{2})?)?"
                    + "(?:\\s*[(\\[].*[)\\]])?";
    private static final String HALF = "\\s*(?<ampm>(?i:[ap]\\.?m\\.?))?";
    private static final String WEEKDAY = "(?:[\\p{L}\\p{M}]++(?:[.,]+\\s*|\\s+))?";
    private static final String MONTH = "(?<mon>[\\p{L}\\p{M}]{3,12})\\.?,?";
    private static final String AT = "(?:,?\\s+(?:at\\s+|um\\s+|à\\s+|[-–|]\\s+)?" + TIME + HALF + ")?";

    private static final Pattern ISO = Pattern.compile(
            WEEKDAY + "(?<y>\\d{4})[-/.](?<mo>\\d{1,2})(?:[-/.](?<d>\\d{1,2}))?(?:(?:T|t|\\s*T?\\s+|,\\s*)" + TIME
                    + HALF + ")?" + ZONE);
    private static final Pattern COMPACT = Pattern.compile(
            "(?<y>\\d{4})(?<mo>\\d{2})(?<d>\\d{2})(?:[Tt]?(?<h>\\d{2}):?(?<m>\\d{2}):?(?:(?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?)?"
                    + ZONE);
    private static final Pattern RFC822 = Pattern.compile(WEEKDAY
            + "(?<d>\\d{1,2})(?:st|nd|rd|th|er|\\.|º)?(?:\\s+(?:de|of)\\s+|[\\s-]*)" + MONTH
            + "(?:\\s+(?:de|of)\\s+|[\\s-]*)"
            + "(?<y>\\d{4}|\\d{2})" + AT + ZONE);
    private static final Pattern MONTH_FIRST =
            Pattern.compile(WEEKDAY + MONTH + "\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})" + AT + ZONE);
    private static final Pattern ASCTIME =
            Pattern.compile(WEEKDAY + MONTH + "\\s+(?<d>\\d{1,2}),?\\s+" + TIME + HALF + ZONE + "\\s+(?<y>\\d{4})");
    private static final Pattern CJK =
            Pattern.compile("(?<y>\\d{4})\\s*[年년]\\s*(?<mo>\\d{1,2})\\s*[月월]\\s*(?<d>\\d{1,2})\\s*[日号號일]?"
                    + "\\s*(?:[（(]?(?:星期|周|週|礼拜|禮拜)?.[曜요]?[日일]?[)）]?)??(?:\\s*" + TIME + HALF + ")?" + ZONE);
    /** Days first, as most of the world writes them; months first where there are slashes and it can be. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?<d>\\d{1,2})(?<by>[./-])(?<mo>\\d{1,2})[./-](?<y>\\d{4})" + AT + ZONE);
    /** ISO 8601's day of the year, and a year alone. */
    private static final Pattern OF_YEAR = Pattern.compile("(?<y>\\d{4})(?:-?(?<day>\\d{3}))?");

    private static final Pattern EPOCH = Pattern.compile("(\\d{9,10})(?:\\.\\d+)?|(\\d{12,13})");
    private static final List<Pattern> CALENDARS = List.of(ISO, RFC822, CJK, MONTH_FIRST, ASCTIME, COMPACT, NUMBERS);
    private static final Set<String> AFTERNOONS = Set.of("下午", "晚上", "오후", "午後");
    private static final Set<String> NIGHTS = Set.of("凌晨", "上午", "오전", "午前");
    private static final int LONGEST = 100;

    private final boolean chinese;

    /** @param chinese whether CST is China's time, and a time without a zone too */
    FeedDates(boolean chinese) {
        this.chinese = chinese;
    }

    /**
     * @param language of the feed, as it says; many a Chinese one says English, as its software came
     * @param titles by which we see it
     */
    public static FeedDates of(@Nullable String language, Stream<@Nullable String> titles) {
        if (language != null && language.toLowerCase(Locale.ROOT).startsWith("zh")) {
            return new FeedDates(true);
        }
        int[] counts = new int[3];
        titles.flatMapToInt(title -> title == null ? IntStream.empty() : title.codePoints())
                .forEach(c -> {
                    UnicodeScript script = UnicodeScript.of(c);
                    counts[0] += Character.isLetter(c) ? 1 : 0;
                    counts[1] += script == UnicodeScript.HAN ? 1 : 0;
                    counts[2] += script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA ? 1 : 0;
                });
        return new FeedDates(counts[1] > 0 && counts[1] * 3 >= counts[0] && counts[2] * 20 <= counts[1]);
    }

    /** @return null, with a warning, where the text is not understood; null where there is none */
    public @Nullable Instant parse(@Nullable String text, Warnings warnings) {
        if (text == null) {
            return null;
        }
        String date = text.replaceAll("[\\s\\u00A0\\u3000]+", " ").strip();
        Instant understood = date.length() > LONGEST ? null : understood(date);
        if (understood == null) {
            warnings.add(
                    Code.DATE_NOT_UNDERSTOOD, "A date was not understood and left out: " + ParseWarning.quoted(text));
        }
        return understood;
    }

    private @Nullable Instant understood(String date) {
        try {
            for (Pattern calendar : CALENDARS) {
                Matcher matcher = calendar.matcher(date);
                if (matcher.matches()) {
                    return read(matcher, calendar);
                }
            }
            Matcher ofYear = OF_YEAR.matcher(date);
            if (ofYear.matches()) {
                int year = Integer.parseInt(ofYear.group("y"));
                int day = ofYear.group("day") == null ? 1 : Integer.parseInt(ofYear.group("day"));
                return LocalDate.ofYearDay(year, day)
                        .atStartOfDay(unsaid(false))
                        .toInstant();
            }
            Matcher epoch = EPOCH.matcher(date);
            if (epoch.matches()) {
                return epoch.group(1) != null
                        ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1)))
                        : Instant.ofEpochMilli(Long.parseLong(epoch.group(2)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            return null; // such as a 13th month
        }
        return null;
    }

    private Instant read(Matcher m, Pattern calendar) {
        int year = Integer.parseInt(m.group("y"));
        if (m.group("y").length() == 2) {
            year += year < 70 ? 2000 : 1900;
        }
        boolean named = calendar == RFC822 || calendar == MONTH_FIRST || calendar == ASCTIME;
        int month = named ? MonthNames.number(m.group("mon")) : Integer.parseInt(m.group("mo"));
        int day = m.group("d") == null ? 1 : Integer.parseInt(m.group("d"));
        if (calendar == NUMBERS && m.group("by").equals("/") && day <= 12) {
            int first = day;
            day = month;
            month = first;
        }
        if (day < 1 || day > 31) {
            throw new DateTimeException("no day " + day);
        }
        int hour = hour(m, calendar);
        int nanos = m.group("f") == null ? 0 : Integer.parseInt((m.group("f") + "00000000").substring(0, 9));
        // Hour 24 is the next midnight, June 31st the 1st of July; a leap second is the one before it.
        LocalDateTime local = LocalDate.of(year, month, 1)
                .plusDays(day - 1L)
                .atTime(hour == 24 ? 0 : hour, number(m.group("m")), Math.min(59, number(m.group("s"))), nanos)
                .plusDays(hour == 24 ? 1 : 0);
        return local.atZone(DateZone.read(
                        m.group("zone"), unsaid(calendar == CJK && m.group().indexOf('年') > 0)))
                .toInstant();
    }

    private static int hour(Matcher m, Pattern calendar) {
        int hour = number(m.group("h"));
        if (calendar == COMPACT) {
            return hour;
        }
        String half = m.group("ampm") != null ? m.group("ampm") : m.group("half");
        if (half == null) {
            return hour;
        }
        String lowered = half.toLowerCase(Locale.ROOT);
        boolean afternoon = lowered.startsWith("p") || AFTERNOONS.contains(lowered);
        boolean night = lowered.startsWith("a") || NIGHTS.contains(lowered);
        return afternoon && hour < 12 ? hour + 12 : night && hour == 12 ? 0 : hour;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private ZoneOffset unsaid(boolean chineseDate) {
        return chinese || chineseDate ? DateZone.CHINA : ZoneOffset.UTC;
    }
}
