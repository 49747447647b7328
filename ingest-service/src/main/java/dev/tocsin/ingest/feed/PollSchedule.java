package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.FetchOutcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to look again. A healthy feed is looked at once an interval. After a failure that tends to pass (no connection,
 * a fault of the server) soon, then at doubling gaps; after one that means us (login, forbidden, not found, no feed) no
 * sooner than an interval. A site that asks for patience gets it. All jittered, so that feeds do not march in step.
 */
public final class PollSchedule {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(4);
    private static final double JITTER = 0.1;

    private final Duration interval;
    private final RandomGenerator random;

    public PollSchedule(Duration interval, RandomGenerator random) {
        this.interval = interval;
        this.random = random;
    }

    public Duration afterSuccess() {
        return jittered(interval);
    }

    /** @param earlierErrors consecutive ones before this */
    public Duration afterFailure(FetchOutcome outcome, int earlierErrors) {
        if (outcome instanceof FetchOutcome.RateLimited limited) {
            Duration backOff = doubled(interval, earlierErrors);
            Duration asked = limited.retryAfter().orElse(backOff);
            // Never earlier than asked: the jitter only adds.
            return max(asked, interval).plus(jitter(max(asked, interval)));
        }
        boolean passing = outcome instanceof FetchOutcome.Failed
                || outcome instanceof FetchOutcome.TimedOut
                || outcome instanceof FetchOutcome.BadStatus status && status.status() >= 500;
        return jittered(
                doubled(passing && interval.compareTo(FIRST_RETRY) > 0 ? FIRST_RETRY : interval, earlierErrors));
    }

    /** A document that is no feed: the publisher must mend it. */
    public Duration afterNonsense(int earlierErrors) {
        return jittered(doubled(interval, earlierErrors));
    }

    private Duration doubled(Duration first, int times) {
        Duration gap = first.multipliedBy(1L << Math.min(times, 20));
        Duration longest = max(interval, LONGEST_BACK_OFF);
        return gap.compareTo(longest) > 0 ? longest : gap;
    }

    private Duration jittered(Duration gap) {
        return gap.minus(Duration.ofMillis((long) (gap.toMillis() * JITTER))).plus(jitter(gap.multipliedBy(2)));
    }

    private Duration jitter(Duration gap) {
        return Duration.ofMillis((long) (gap.toMillis() * JITTER * random.nextDouble()));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
