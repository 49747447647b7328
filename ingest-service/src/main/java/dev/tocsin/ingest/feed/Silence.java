package dev.tocsin.ingest.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * When a feed that answers is quiet for too long. Its usual gap is a median, so half of all gaps are longer; where news
 * comes by chance, a gap of k medians is one in 2<sup>k</sup>. A median knows nothing of nights, weekends and holidays,
 * though: hence a floor, the same for all. A feed whose gap is not known has no rhythm to fall out of, and is never
 * silent.
 *
 * @param factor usual gaps that may pass
 * @param floor for which any feed may be quiet
 */
public record Silence(int factor, Duration floor) {

    /** For which any feed may be quiet at most: a wrong date makes gaps of millennia, which no calendar has room for. */
    static final Duration LONGEST = Duration.ofDays(3650);

    public Silence {
        if (factor < 1 || floor.isNegative()) {
            throw new IllegalArgumentException("silence begins after at least one gap, and no sooner than now");
        }
    }

    /** For how long a feed of this gap may be quiet. */
    public Duration allowed(Duration usualGap) {
        Duration gaps = shorter(usualGap, LONGEST).multipliedBy(factor);
        return shorter(gaps.compareTo(floor) > 0 ? gaps : floor, LONGEST);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    public boolean has(Rhythm rhythm, Instant now) {
        return rhythm.usualGap() != null
                && rhythm.lastNewsAt() != null
                && rhythm.lastNewsAt().plus(allowed(rhythm.usualGap())).isBefore(now);
    }
}
