package dev.tocsin.alerting.page;

import dev.tocsin.alerting.content.Language;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and numbers as readers of a language write them; times are in UTC and say so, for desks sit all over the world. */
public final class Readable {
    private final Locale locale;
    private final DateTimeFormatter minute;
    private final DateTimeFormatter day;
    private final DateTimeFormatter shortDay;
    private final boolean english;

    private Readable(boolean english) {
        this.english = english;
        this.locale = english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        this.minute = formatter(english ? "d MMM uuuu, HH:mm 'UTC'" : "uuuu年M月d日 HH:mm 'UTC'");
        this.day = formatter(english ? "d MMMM uuuu" : "uuuu年M月d日");
        this.shortDay = formatter(english ? "d MMM" : "M月d日");
    }

    static Readable in(Language language) {
        return new Readable(language == Language.EN);
    }

    private DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(ZoneOffset.UTC);
    }

    public String minute(Instant at) {
        return minute.format(at);
    }

    public String day(Instant at) {
        return day.format(at);
    }

    public String shortDay(LocalDate date) {
        return shortDay.format(date);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** In the largest unit that fits. */
    public String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return number(duration.toMillis()) + (english ? " ms" : " 毫秒");
        }
        if (seconds < 120) {
            return number(seconds) + (english ? " s" : " 秒");
        }
        if (seconds < 7_200) {
            return number(seconds / 60) + (english ? " min" : " 分钟");
        }
        return seconds < 172_800
                ? number(seconds / 3_600) + (english ? " h" : " 小时")
                : number(seconds / 86_400) + (english ? " days" : " 天");
    }
}
