package dev.tocsin.ingest.parse;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a publisher says inside the feed that it wants to be asked.
 *
 * @param atLeast between two checks: RSS {@code ttl} or the syndication module's {@code updatePeriod} divided by {@code
 *     updateFrequency}, the longer of the two
 * @param skipHours RSS {@code skipHours}: bit n is the hour that begins at n:00 GMT
 * @param skipDays RSS {@code skipDays}: bit 0 is Monday, in GMT
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 * @see <a href="https://web.resource.org/rss/1.0/modules/syndication/">RSS 1.0 syndication module</a>
 */
public record Timetable(Duration atLeast, int skipHours, int skipDays) {
    public static final Timetable NONE = new Timetable(Duration.ZERO, 0, 0);

    private static final int ALL_HOURS = (1 << 24) - 1;
    private static final int ALL_DAYS = (1 << 7) - 1;
    private static final int MINUTES_PER_YEAR = 366 * 24 * 60;

    /** Who skips all hours or all days has made a mistake, which is no wish to be forgotten. */
    public Timetable {
        atLeast = atLeast.isNegative() ? Duration.ZERO : atLeast;
        skipHours = (skipHours & ALL_HOURS) == ALL_HOURS ? 0 : skipHours & ALL_HOURS;
        skipDays = (skipDays & ALL_DAYS) == ALL_DAYS ? 0 : skipDays & ALL_DAYS;
    }

    /** What a channel or feed element says; what makes no sense says nothing. */
    static Timetable of(Markup.Element channel) {
        Duration ttl = Duration.ofMinutes(Math.min(number(channel.text("ttl"), 0), MINUTES_PER_YEAR));
        Duration period = period(channel);
        return new Timetable(
                ttl.compareTo(period) > 0 ? ttl : period,
                inner(channel, "skiphours", "hour")
                        .mapToInt(hour -> hourBit(number(hour, -1)))
                        .reduce(0, (a, b) -> a | b),
                inner(channel, "skipdays", "day").mapToInt(Timetable::dayBit).reduce(0, (a, b) -> a | b));
    }

    /** The same time, or the beginning of the next hour that is not skipped. */
    public Instant openFrom(Instant time) {
        ZonedDateTime hour = time.atZone(ZoneOffset.UTC);
        while (skips(hour)) {
            hour = hour.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        return hour.toInstant();
    }

    private boolean skips(ZonedDateTime time) {
        return (skipHours & 1 << time.getHour()) != 0
                || (skipDays & 1 << time.getDayOfWeek().ordinal()) != 0;
    }

    /** Both have defaults, and mean nothing where neither is given. */
    private static Duration period(Markup.Element channel) {
        String period = channel.text("sy:updateperiod");
        String frequency = channel.text("sy:updatefrequency");
        if (period == null && frequency == null) {
            return Duration.ZERO;
        }
        Duration whole = Duration.ofDays(
                switch (period == null ? "daily" : period.toLowerCase(Locale.ROOT)) {
                    case "weekly" -> 7;
                    case "monthly" -> 30;
                    case "yearly" -> 365;
                    case "daily" -> 1;
                    default -> 0;
                });
        if (period != null && period.equalsIgnoreCase("hourly")) {
            whole = Duration.ofHours(1);
        }
        return whole.dividedBy(Math.max(1, number(frequency, 1)));
    }

    private static Stream<String> inner(Markup.Element channel, String list, String item) {
        return channel.elements(list).flatMap(skipped -> skipped.elements(item)).map(skipped -> skipped.inner(false));
    }

    /** The first RSS counted from 1 to 24, hence 24 is 0. */
    private static int hourBit(int hour) {
        return hour < 0 || hour > 24 ? 0 : 1 << hour % 24;
    }

    private static int dayBit(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(name.strip()))
                .mapToInt(day -> 1 << day.ordinal())
                .findFirst()
                .orElse(0);
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.strip().matches("[0-9]{1,9}") ? Integer.parseInt(text.strip()) : otherwise;
    }
}
