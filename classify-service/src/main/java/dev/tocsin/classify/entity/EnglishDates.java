package dev.tocsin.classify.entity;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** English dates, absolute and relative, in a folded sentence. */
final class EnglishDates {

    private static final Map<String, Integer> MONTHS = new TreeMap<>();

    static {
        String[] names = {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"
        };
        for (int i = 0; i < names.length; i++) {
            MONTHS.put(names[i], i + 1);
            MONTHS.put(names[i].substring(0, 3), i + 1);
        }
        MONTHS.put("sept", 9);
    }

    private static final String MONTH =
            "(?<month>january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?)";
    private static final String DAY = "(?<day>[0-3]?\\d)(?:st|nd|rd|th)?";

    private static final Pattern ISO = Pattern.compile("\\b(?<year>20\\d\\d)-(?<month>\\d\\d)-(?<day>\\d\\d)\\b");
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b" + MONTH + " " + DAY + "\\b(?!\\s*(?:percent|%))(?:,? (?<year>20\\d\\d)\\b)?");
    private static final Pattern DAY_MONTH =
            Pattern.compile("\\b" + DAY + " (?:of )?" + MONTH + "\\b(?:,? (?<year>20\\d\\d)\\b)?");
    private static final Pattern MONTH_ONLY = Pattern.compile(
            "\\b(?<lead>in|since|by|from|until|of|during|starting|this|last|next|late|early|mid|end of|end|beginning|before)[ -]"
                    + MONTH + "(?!\\w)(?: (?<year>20\\d\\d)\\b)?");
    private static final Pattern MONTH_YEAR = Pattern.compile("\\b" + MONTH + ",? (?<year>20\\d\\d)\\b");
    private static final Pattern WEEKDAY = Pattern.compile(
            "\\b(?:(?<lead>last|next|this|on|by|until|from|before|starting) )?(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\b");
    private static final Pattern RELATIVE = Pattern.compile(
            "\\b(?:today|tonight|yesterday|tomorrow|(?:earlier |later )?this (?:week|month|year)|last (?:week|month|year)|next (?:week|month|year)|end of (?:the|this) (?:month|year))\\b");
    private static final Pattern YEAR_ONLY = Pattern.compile("\\b(?:in|since|by|from|until) (?<year>20\\d\\d)\\b");

    /** Words before a date that make it a deadline or a beginning. */
    private static final Pattern EFFECTIVE = Pattern.compile(
            "\\b(?:by|before|from|starting(?: from| on| in)?|start(?:s)? (?:on|in)|effective(?: from| on| as of)?|as of|beginning(?: on| in| from)?|no later than|deadline (?:of|is)|(?:into|takes?) effect(?: on| in| from)?|come(?:s)? into force(?: on| in)?|next)(?: the)?(?: end of)?(?: on)? $");

    /** When it ends, or when somebody is to be heard on it, is neither when it happened nor when it begins. */
    private static final Pattern END = Pattern.compile(
            "\\b(?:until|till|through|expires? (?:on|in)|up to|runs? (?:to|out)(?: on| in)?|ends? (?:on|in|at)|comments? (?:by|before|on)|between [^.;]{1,20} and)(?: the| at least| late| early| the end of| end of)* $");

    private static final Pattern HEARD = Pattern.compile("^(?:'s)? (?:vote|hearing|meeting|session|comments?)\\b");

    private static final Pattern AHEAD_OF = Pattern.compile("\\b(?:before|ahead of)(?: an?| the)? $");

    /** "Opens on Friday" is to come, where "said on Friday" has been. */
    private static final Pattern TO_COME = Pattern.compile(
            "\\b(?:will|to be|is to|are to|opens?|starts?|begins?|comes?|goes|drops?|lands?|arrives?|(?<!became |was |were |been )available|due|slated|set)\\b(?! (?:said|told))(?:(?!\\b(?:said|says|told|wrote|announced|tweeted|posted)\\b)[^.;]){0,110}(?<!\\w{3}ed on )(?<!\\w{3}ed )$");

    private static final Pattern SAID = Pattern.compile(" (?:said|told|wrote|announced)\\b");

    private static final List<Pattern> ORDER =
            List.of(ISO, MONTH_DAY, DAY_MONTH, MONTH_YEAR, MONTH_ONLY, WEEKDAY, RELATIVE, YEAR_ONLY);

    private EnglishDates() {}

    static List<DateMention> in(String folded, Calendar calendar) {
        List<DateMention> found = new ArrayList<>();
        for (Pattern pattern : ORDER) {
            Matcher matcher = pattern.matcher(folded);
            while (matcher.find()) {
                int start = matcher.start();
                int end = matcher.end();
                if (found.stream().noneMatch(other -> other.start() < end && start < other.end())
                        && !isEnd(folded, start, end)
                        && !folded.startsWith("since ", start)) {
                    boolean ahead = leads(folded, start, end)
                            || pattern == WEEKDAY
                                    && !SAID.matcher(folded)
                                            .region(end, folded.length())
                                            .lookingAt()
                                    && TO_COME.matcher(before(folded, start, end))
                                            .find();
                    EventDate date = resolve(pattern, matcher, calendar, ahead);
                    if (date != null) {
                        // "Next week" is told by its month, which may be this one.
                        found.add(new DateMention(start, end, date, ahead && !folded.startsWith("week", end - 4)));
                    }
                }
            }
        }
        found.sort((a, b) -> a.start() - b.start());
        return found;
    }

    private static boolean isEnd(String folded, int start, int end) {
        return END.matcher(before(folded, start, end)).find()
                || HEARD.matcher(folded.substring(end)).find()
                        && AHEAD_OF.matcher(before(folded, start, end)).find();
    }

    /** What stands before the date, up to its own first word where that is a preposition. */
    private static String before(String folded, int start, int end) {
        String written = folded.substring(start, end);
        String lead = written.matches("(?:until|through|by|from|before|on|in|end of|starting) .*")
                ? written.substring(
                        0, written.lastIndexOf(' ', written.matches("end of .*") ? 6 : written.indexOf(' ')) + 1)
                : "";
        return folded.substring(Math.max(0, start - 130), start) + lead;
    }

    private static boolean leads(String folded, int start, int end) {
        String lead = folded.substring(start, end).replaceAll("\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b.*", "");
        String monthless = lead.matches("(?:by|from|before|starting|next|end of|end|beginning)[ -].*") ? "by " : "";
        return EFFECTIVE
                        .matcher(folded.substring(Math.max(0, start - 40), start) + monthless)
                        .find()
                || EFFECTIVE
                        .matcher(folded.substring(Math.max(0, start - 40), start) + lead)
                        .find()
                || folded.startsWith("tomorrow", start)
                || folded.startsWith("later this", start);
    }

    private static @Nullable EventDate resolve(Pattern pattern, Matcher found, Calendar calendar, boolean ahead) {
        if (pattern == ISO) {
            return Calendar.day(number(found, "year"), number(found, "month"), number(found, "day"));
        }
        if (pattern == MONTH_DAY || pattern == DAY_MONTH) {
            int month = month(found);
            int day = number(found, "day");
            return found.group("year") == null
                    ? calendar.dayNear(month, day)
                    : Calendar.day(number(found, "year"), month, day);
        }
        if (pattern == MONTH_YEAR || pattern == MONTH_ONLY) {
            return found.group("year") == null
                    ? calendar.monthNear(month(found))
                    : Calendar.month(number(found, "year"), month(found));
        }
        if (pattern == WEEKDAY && "this".equals(found.group("lead"))) {
            return calendar.weekdayOfThisWeek(
                    DayOfWeek.valueOf(found.group("weekday").toUpperCase(Locale.ROOT)));
        }
        if (pattern == WEEKDAY) {
            return calendar.weekday(DayOfWeek.valueOf(found.group("weekday").toUpperCase(Locale.ROOT)), ahead);
        }
        return pattern == RELATIVE ? relative(found.group(), calendar) : EventDate.year(number(found, "year"));
    }

    private static EventDate relative(String words, Calendar calendar) {
        int way = words.startsWith("last") ? -1 : words.startsWith("next") ? 1 : 0;
        if (words.equals("yesterday") || words.equals("tomorrow") || words.startsWith("to")) {
            return calendar.daysFrom(words.equals("tomorrow") ? 1 : words.startsWith("to") ? 0 : -1);
        }
        if (words.endsWith("week")) {
            return calendar.weeksFrom(way);
        }
        return words.endsWith("month") ? calendar.monthsFrom(way) : calendar.yearsFrom(way);
    }

    private static int month(Matcher found) {
        Integer month = MONTHS.get(found.group("month").replace(".", ""));
        return month == null ? 0 : month;
    }

    private static int number(Matcher found, String group) {
        return Integer.parseInt(found.group(group));
    }
}
