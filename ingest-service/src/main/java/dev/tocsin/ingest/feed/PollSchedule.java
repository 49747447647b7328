package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * When to look again. A healthy feed by its rhythm, never while the publisher says that nothing has changed or that it
 * wants no visitors. After a failure that tends to pass (no connection, a fault of the server) soon, then at doubling
 * gaps; after one that means us (login, forbidden, a challenge) hours later. A site that asks for patience gets it. All
 * jittered, so that feeds do not march in step.
 */
public final class PollSchedule {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(4);
    /** What 404 comes to: most that are away so long never return, and one look a day finds those that do. */
    private static final Duration WHILE_MISSING = Duration.ofDays(1);

    private static final double JITTER = 0.1;

    private final FeedConfig config;
    private final Clock clock;
    private final RandomGenerator random;

    public PollSchedule(FeedConfig config, Clock clock, RandomGenerator random) {
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** What a document adds to what is known of its feed's rhythm. */
    public Rhythm learn(Rhythm before, ParsedFeed feed) {
        List<Instant> dates = feed.items().stream()
                .map(item -> item.published() != null ? item.published() : item.updated())
                .flatMap(Stream::ofNullable)
                .toList();
        return before.heard(dates, clock.instant());
    }

    /** @param freshFor as the answer's HTTP headers say */
    public Duration afterSuccess(Rhythm rhythm, Duration freshFor, Timetable timetable) {
        Duration ours = jittered(rhythm.interval(config.pollInterval(), slowest(), clock.instant()));
        Duration stated = min(max(freshFor, timetable.atLeast()), config.longestFreshness());
        // Never earlier than stated: there the jitter only adds.
        return stated.compareTo(ours) > 0
                ? whenOpen(stated.plus(jitter(min(stated, slowest()))), timetable)
                : whenOpen(ours, timetable);
    }

    /** @param earlierErrors consecutive ones before this */
    public Duration afterFailure(FetchOutcome outcome, int earlierErrors, Timetable timetable) {
        if (outcome instanceof FetchOutcome.RateLimited limited) {
            Duration asked = max(
                    limited.retryAfter().orElse(doubled(config.pollInterval(), earlierErrors)), config.pollInterval());
            return whenOpen(asked.plus(jitter(asked)), timetable);
        }
        return whenOpen(jittered(afterFailure(outcome, earlierErrors)), timetable);
    }

    /** A document that is no feed: the publisher must mend it. */
    public Duration afterNonsense(int earlierErrors, Timetable timetable) {
        return whenOpen(jittered(doubled(config.pollInterval(), earlierErrors)), timetable);
    }

    private Duration afterFailure(FetchOutcome outcome, int earlierErrors) {
        Duration interval = config.pollInterval();
        if (outcome instanceof FetchOutcome.Forbidden || outcome instanceof FetchOutcome.Challenged) {
            return max(config.whenForbidden(), interval);
        }
        if (outcome instanceof FetchOutcome.Missing) {
            return doubled(interval, earlierErrors, WHILE_MISSING);
        }
        boolean passing = outcome instanceof FetchOutcome.Failed
                || outcome instanceof FetchOutcome.TimedOut
                || outcome instanceof FetchOutcome.BadStatus status && status.status() >= 500;
        return doubled(passing ? min(FIRST_RETRY, interval) : interval, earlierErrors);
    }

    private Duration whenOpen(Duration wait, Timetable timetable) {
        Instant now = clock.instant();
        Instant due = now.plus(wait);
        Instant open = timetable.openFrom(due);
        // Spread over what follows: the hour's first second is when everybody else comes.
        return open.equals(due) ? wait : Duration.between(now, open).plus(jitter(Duration.ofHours(1)));
    }

    private Duration slowest() {
        return max(config.slowestInterval(), config.pollInterval());
    }

    private Duration doubled(Duration first, int times) {
        return doubled(first, times, LONGEST_BACK_OFF);
    }

    private Duration doubled(Duration first, int times, Duration most) {
        return min(first.multipliedBy(1L << Math.min(times, 20)), max(config.pollInterval(), most));
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

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
