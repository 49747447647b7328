package dev.tocsin.classify.entity;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chinese dates, absolute and relative, in a folded sentence: 6月20日前, 8 月 10 日, 昨日, 本月. */
final class ChineseDates {

    private static final String WEEKDAYS = "一二三四五六日";

    private static final Map<String, Integer> DAYS = Map.ofEntries(
            Map.entry("今日", 0),
            Map.entry("今天", 0),
            Map.entry("今晨", 0),
            Map.entry("今早", 0),
            Map.entry("今晚", 0),
            Map.entry("昨日", -1),
            Map.entry("昨天", -1),
            Map.entry("昨晚", -1),
            Map.entry("前日", -2),
            Map.entry("前天", -2),
            Map.entry("今起", 0),
            Map.entry("今午", 0),
            Map.entry("昨夜", -1),
            Map.entry("即日", 0),
            Map.entry("明早", 1),
            Map.entry("明晚", 1),
            Map.entry("明日", 1),
            Map.entry("明天", 1));

    private static final Map<String, Integer> MONTHS =
            Map.of("本月", 0, "月底", 0, "月末", 0, "这个月", 0, "上月", -1, "上个月", -1, "下月", 1, "下个月", 1, "日前", 0, "近日", 0);

    private static final Map<String, Integer> WEEKS =
            Map.of("本周", 0, "这周", 0, "上周", -1, "下周", 1, "本星期", 0, "上星期", -1, "下星期", 1);

    private static final Map<String, Integer> YEARS = Map.of("今年", 0, "去年", -1, "明年", 1, "前年", -2);

    private static final Pattern DATE = Pattern.compile(
            "(?:(?<year>20\\d\\d)\\s*年\\s*)?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\\s*月\\s*(?<day>[0-3]?\\d|(?:二|三|廿|卅)?十?[一二三四五六七八九]|(?:二|三)?十|廿|卅)\\s*[日号]?(?![\\d一二三四五六七八九十个])"
                    + "|(?:(?<year2>20\\d\\d)\\s*年\\s*)(?<month2>1[0-2]|0?[1-9])\\s*月(?:份|底|初|末)?"
                    + "|(?<month3>1[0-2]|0?[1-9])\\s*月(?:份|底|初|末|起)?(?!\\d)"
                    + "|(?<![\\d月.])(?<day4>[0-3]?\\d|(?:二|三)?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?)\\s*[日号](?!元|本|均|活|线|常|后|内)"
                    + "|(?<iso>20\\d\\d-\\d\\d-\\d\\d)"
                    + "|(?<year5>20\\d\\d)\\s*年(?!度|底前|来)"
                    + "|(?<relday>今日|今起|今午|昨夜|即日|明早|明晚|今天|今晨|今早|今晚|昨日|昨天|昨晚|前日|前天|明日|明天)"
                    + "|(?<relweek>本周|这周|上周|下周|本星期|上星期|下星期)(?<weekday>[一二三四五六日天])?"
                    + "|(?<relmonth>(?<![\\d一二三四五六七八九十个本])月[底末]|本月|这个月|上月|上个月|下月|下个月|日前|近日)(?:底|初|末)?"
                    + "|(?:周|星期)(?<weekday6>[一二三四五六日天])(?![\\p{IsHan}]{0,1}[刊报])"
                    + "|(?<newyear>元旦)"
                    + "|(?<relyear>今年|去年|明年|前年)");

    private static final Pattern BEFORE = Pattern.compile("(?:自|从|截至|于|在|到|至|限期|限)\\s*$");
    private static final Pattern SINCE = Pattern.compile("(?:自|从|截至|至|限期)\\s*$");
    private static final Pattern AFTER =
            Pattern.compile("^\\s*(?:稍后|晚些时候|稍晚|底前|前|之前|以前|起|开始|为止|止|底前|内|后(?:一律|不得|将)|生效|实施|起施行)");

    /** When it ends, or when somebody is to be heard on it, is neither when it happened nor when it begins. */
    private static final Pattern END_BEFORE = Pattern.compile("(?:直到|直至|延至|延长至|延到|延长到|截至|至|—|－)(?:了|明年|今年)?$");

    private static final Pattern END_AFTER =
            Pattern.compile("^(?:底|末)?(?:为?止(?!前)|(?:晚上?|夜|中午|晚间)?(?:结束|截止|到期|收官|封盘)|[^，。；]{0,10}(?:报送|提意见|反馈|听证))");

    /** 周五上架, 今晚开售: a sale is told by when it opens. */
    private static final Pattern OPENS =
            Pattern.compile("^(?:晚上?|中午|上午|下午|早上)?\\s*\\d{0,2}[点时]?(?:起|开|上架|上线|发售|首发|可|将)");

    private ChineseDates() {}

    static List<DateMention> in(String folded, Calendar calendar) {
        List<DateMention> found = new ArrayList<>();
        Matcher matcher = DATE.matcher(folded);
        while (matcher.find()) {
            if (END_BEFORE.matcher(folded.substring(0, matcher.start())).find()
                    || END_AFTER.matcher(folded.substring(matcher.end())).find()) {
                continue;
            }
            boolean effective = isEffective(folded, matcher.start(), matcher.end());
            EventDate date = resolve(matcher, calendar, effective);
            if (date != null) {
                // 本周起 is told by its month, which may be this one.
                boolean week = matcher.group("relweek") != null && matcher.group("weekday") == null;
                found.add(new DateMention(matcher.start(), matcher.end(), date, effective && !week));
            }
        }
        return found;
    }

    private static boolean isEffective(String folded, int start, int end) {
        String before = folded.substring(0, start);
        String after = folded.substring(end);
        boolean named = !folded.substring(start, end).matches("[今昨前].*") || folded.startsWith("今晚", start);
        return AFTER.matcher(after).find()
                || (named && OPENS.matcher(after).find())
                || folded.startsWith("起", end - 1)
                || (SINCE.matcher(before).find() && !after.startsWith("以来"))
                || (BEFORE.matcher(before).find() && after.startsWith("前"));
    }

    private static @Nullable EventDate resolve(Matcher found, Calendar calendar, boolean ahead) {
        if (found.group("day") != null) {
            int month = number(found, "month");
            int day = number(found, "day");
            return found.group("year") == null
                    ? calendar.dayNear(month, day)
                    : Calendar.day(number(found, "year"), month, day);
        }
        if (found.group("month2") != null) {
            return Calendar.month(number(found, "year2"), number(found, "month2"));
        }
        if (found.group("month3") != null) {
            return calendar.monthNear(number(found, "month3"));
        }
        if (found.group("newyear") != null) {
            return calendar.dayNear(1, 1);
        }
        if (found.group("day4") != null) {
            return calendar.dayOfMonthNear(number(found, "day4"));
        }
        if (found.group("iso") != null) {
            String[] parts = found.group("iso").split("-");
            return Calendar.day(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
        if (found.group("year5") != null) {
            return EventDate.year(number(found, "year5"));
        }
        return relative(found, calendar, ahead);
    }

    private static EventDate relative(Matcher found, Calendar calendar, boolean ahead) {
        if (found.group("relday") != null) {
            return calendar.daysFrom(DAYS.getOrDefault(found.group("relday"), 0));
        }
        if (found.group("relweek") != null) {
            int weeks = WEEKS.getOrDefault(found.group("relweek"), 0);
            String weekday = found.group("weekday");
            return weekday == null ? calendar.weeksFrom(weeks) : dayOfWeek(calendar, weeks, weekday);
        }
        if (found.group("relmonth") != null) {
            return calendar.monthsFrom(MONTHS.getOrDefault(found.group("relmonth"), 0));
        }
        if (found.group("weekday6") != null) {
            return calendar.weekday(weekday(found.group("weekday6")), ahead);
        }
        return calendar.yearsFrom(YEARS.getOrDefault(found.group("relyear"), 0));
    }

    private static EventDate dayOfWeek(Calendar calendar, int weeks, String weekday) {
        return EventDate.day(calendar.published().plusWeeks(weeks).with(weekday(weekday)));
    }

    private static DayOfWeek weekday(String sign) {
        return DayOfWeek.of(WEEKDAYS.indexOf(sign.equals("天") ? "日" : sign) + 1);
    }

    private static int number(Matcher found, String group) {
        String written = found.group(group);
        if (Character.isDigit(written.charAt(0))) {
            return Integer.parseInt(written);
        }
        BigDecimal value = Numerals.value(written.replace("廿", "二十").replace("卅", "三十"), null);
        return value == null ? 0 : value.intValue();
    }
}
