package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.date.FeedDates;
import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.Warnings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a feed says itself that it is worth looking at: RSS 2.0's ttl, skipHours and skipDays, and the syndication
 * module of RSS 1.0, which other dialects borrow. What is believed of it, and within which limits, is the poll
 * schedule's to say.
 *
 * @param ttl how long a copy may be kept, from minutes
 * @param updateInterval the period of {@code sy:updatePeriod} divided by {@code sy:updateFrequency}
 * @param updateBase from which the intervals are counted; means something with an interval only
 * @param skipHours hours of the day in GMT, 0 to 23, in which the feed asks to be left alone
 * @param skipDays days in GMT on which it does
 * @see <a href="https://www.rssboard.org/rss-specification#optionalChannelElements">RSS 2.0, channel elements</a>
 * @see <a href="https://web.resource.org/rss/1.0/modules/syndication/">RSS 1.0, syndication module</a>
 */
public record PublishedSchedule(
        @Nullable Duration ttl,
        @Nullable Duration updateInterval,
        @Nullable Instant updateBase,
        Set<Integer> skipHours,
        Set<DayOfWeek> skipDays) {

    public static final PublishedSchedule NONE = new PublishedSchedule(null, null, null, Set.of(), Set.of());

    private static final Duration LONGEST = Duration.ofDays(366);

    public PublishedSchedule {
        skipHours = Set.copyOf(skipHours);
        skipDays = Set.copyOf(skipDays);
    }

    /** @param channel the element that the schedule stands in: RSS's channel, Atom's feed */
    static PublishedSchedule of(Markup.Element channel, FeedDates dates, Warnings warnings) {
        return new PublishedSchedule(
                minutes(channel.text("ttl"), warnings),
                interval(channel.text("sy:updateperiod"), channel.text("sy:updatefrequency"), warnings),
                dates.parse(channel.text("sy:updatebase"), warnings),
                hours(channel, warnings),
                days(channel, warnings));
    }

    private static @Nullable Duration minutes(@Nullable String ttl, Warnings warnings) {
        if (ttl == null) {
            return null;
        }
        if (!ttl.matches("\\d{1,9}")) {
            return ununderstood("ttl", ttl, warnings);
        }
        return positive(Duration.ofMinutes(Long.parseLong(ttl)));
    }

    private static @Nullable Duration interval(@Nullable String period, @Nullable String frequency, Warnings warnings) {
        if (period == null && frequency == null) {
            return null;
        }
        // The module's defaults: once a day.
        String written = period == null ? "daily" : period.toLowerCase(Locale.ROOT);
        Duration whole = switch (written) {
            case "hourly" -> Duration.ofHours(1);
            case "daily" -> Duration.ofDays(1);
            case "weekly" -> Duration.ofDays(7);
            case "monthly" -> Duration.ofDays(30);
            case "yearly" -> Duration.ofDays(365);
            default -> null;
        };
        if (whole == null) {
            return ununderstood("sy:updatePeriod", written, warnings);
        }
        String times = frequency == null ? "1" : frequency;
        if (!times.matches("0*[1-9]\\d{0,4}")) {
            return ununderstood("sy:updateFrequency", times, warnings);
        }
        return whole.dividedBy(Long.parseLong(times));
    }

    private static @Nullable Duration ununderstood(String element, String value, Warnings warnings) {
        warnings.add(
                ParseWarning.Code.SCHEDULE_NOT_UNDERSTOOD,
                "What the feed says of its own schedule was not understood: " + element + " "
                        + ParseWarning.quoted(value));
        return null;
    }

    private static @Nullable Duration positive(Duration duration) {
        return duration.isZero() ? null : duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    private static Set<Integer> hours(Markup.Element channel, Warnings warnings) {
        Set<Integer> hours = new TreeSet<>();
        channel.elements("skiphours").flatMap(skip -> skip.elements("hour")).forEach(element -> {
            String hour = element.inner(false);
            if (hour.matches("0?\\d|1\\d|2[0-4]")) {
                hours.add(Integer.parseInt(hour) % 24); // RSS 0.91 counts from 1 to 24
            } else {
                ununderstood("skipHours", hour, warnings);
            }
        });
        return hours;
    }

    private static Set<DayOfWeek> days(Markup.Element channel, Warnings warnings) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        channel.elements("skipdays").flatMap(skip -> skip.elements("day")).forEach(element -> {
            String written = element.inner(false);
            Optional<DayOfWeek> day = Arrays.stream(DayOfWeek.values())
                    .filter(known -> written.length() >= 3 && known.name().startsWith(written.toUpperCase(Locale.ROOT)))
                    .findFirst();
            if (day.isPresent()) {
                days.add(day.get());
            } else {
                ununderstood("skipDays", written, warnings);
            }
        });
        return days;
    }
}
