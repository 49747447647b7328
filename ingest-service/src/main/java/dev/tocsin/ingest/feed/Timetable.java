package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.parse.PublishedSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, between two checks, of when a publisher says inside the feed that it wants to be asked.
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

    /** Who skips all hours or all days has made a mistake, which is no wish to be forgotten. */
    public Timetable {
        atLeast = atLeast.isNegative() ? Duration.ZERO : atLeast;
        skipHours = (skipHours & ALL_HOURS) == ALL_HOURS ? 0 : skipHours & ALL_HOURS;
        skipDays = (skipDays & ALL_DAYS) == ALL_DAYS ? 0 : skipDays & ALL_DAYS;
    }

    /** What the feed says, as far as it is kept. */
    public static Timetable of(PublishedSchedule said) {
        return new Timetable(
                longer(said.ttl(), said.updateInterval()),
                said.skipHours().stream().mapToInt(hour -> 1 << hour).reduce(0, (a, b) -> a | b),
                said.skipDays().stream().mapToInt(day -> 1 << day.ordinal()).reduce(0, (a, b) -> a | b));
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

    private static Duration longer(@Nullable Duration one, @Nullable Duration other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
