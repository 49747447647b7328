package dev.tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a feed publishes, learned from the dates of its items, and from our own watching where it gives none. Both are
 * null as long as nothing is known.
 *
 * @param usualGap between two items, or two bursts of them; the median of the last ones, so that a night or a holiday
 *     does not count
 * @param lastNewsAt when the newest item came
 */
public record Rhythm(@Nullable Duration usualGap, @Nullable Instant lastNewsAt) {
    public static final Rhythm UNKNOWN = new Rhythm(null, null);

    /** Of this many items the gaps are taken: enough for a median, few enough to follow a feed that changes. */
    private static final int REMEMBERED = 20;

    /** Items closer than this came together. */
    private static final Duration BURST = Duration.ofMinutes(5);

    /** With four looks a gap, an item waits an eighth of the gap on average. */
    private static final int LOOKS_PER_GAP = 4;

    /** Before the web; such a date is one that was never set. */
    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");

    /**
     * A document came that is not the last one.
     *
     * @param published dates of its items; those in the future, or before there was a web, say nothing
     */
    public Rhythm heard(Collection<Instant> published, Instant now) {
        List<Instant> newestFirst = published.stream()
                .filter(date -> !date.isAfter(now) && !date.isBefore(FIRST))
                .sorted(Comparator.reverseOrder())
                .limit(REMEMBERED)
                .toList();
        if (newestFirst.isEmpty()) {
            return watched(now);
        }
        List<Duration> gaps = gaps(newestFirst);
        return new Rhythm(gaps.isEmpty() ? usualGap : gaps.get(gaps.size() / 2), newestFirst.get(0));
    }

    /** Without dates, what is new came just now; each gap counts as much as all before it. */
    private Rhythm watched(Instant now) {
        if (lastNewsAt == null) {
            return new Rhythm(null, now);
        }
        Duration gap = Duration.between(lastNewsAt, now);
        return new Rhythm(usualGap == null ? gap : usualGap.plus(gap).dividedBy(2), now);
    }

    private static List<Duration> gaps(List<Instant> newestFirst) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < newestFirst.size(); i++) {
            Duration gap = Duration.between(newestFirst.get(i), newestFirst.get(i - 1));
            if (gap.compareTo(BURST) >= 0) {
                gaps.add(gap);
            }
        }
        Collections.sort(gaps);
        return gaps;
    }

    /** How long to wait before the next look: less than the usual gap; and the longer a feed is quiet, the longer. */
    Duration interval(Duration shortest, Duration longest, Instant now) {
        if (lastNewsAt == null) {
            return shortest;
        }
        Duration quiet = Duration.between(lastNewsAt, now);
        Duration gap = usualGap == null || quiet.compareTo(usualGap) > 0 ? quiet : usualGap;
        Duration interval = gap.dividedBy(LOOKS_PER_GAP);
        if (interval.compareTo(shortest) < 0) {
            return shortest;
        }
        return interval.compareTo(longest) > 0 ? longest : interval;
    }
}
