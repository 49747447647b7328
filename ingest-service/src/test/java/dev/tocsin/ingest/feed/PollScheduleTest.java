package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FetchOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
    /** A Sunday. */
    private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");

    private static final FetchOutcome NO_ANSWER = new FetchOutcome.Failed(Fault.CUT_OFF, "x");
    private static final Rhythm BUSY = new Rhythm(Duration.ofMinutes(6), NOW);

    private final PollSchedule schedule = schedule(Duration.ofMinutes(5));

    @Test
    void busyFeedIsCheckedOnceAnIntervalGiveOrTake() {
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.afterSuccess(BUSY, Duration.ZERO, Timetable.NONE))
                    .isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
        }
    }

    @Test
    void quietFeedIsCheckedLessOftenButNeverForgotten() {
        Rhythm quiet = new Rhythm(Duration.ofDays(30), NOW.minus(Duration.ofDays(300)));

        assertThat(schedule.afterSuccess(quiet, Duration.ZERO, Timetable.NONE))
                .isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, PT4M30S", // ours
        "PT30M, PT0S, PT30M", // HTTP's
        "PT0S, PT40M, PT40M", // the feed's own
        "PT30M, PT40M, PT40M",
        "PT40M, PT30M, PT40M",
        "P365D, PT0S, P1D", // capped
        "PT0S, P30D, P1D"
    })
    void longestOfWhatIsStatedIsNeverUndercut(Duration freshFor, Duration atLeast, Duration earliest) {
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.afterSuccess(BUSY, freshFor, new Timetable(atLeast, 0, 0)))
                    .isBetween(earliest, earliest.plus(earliest.dividedBy(4)));
        }
    }

    @Test
    void skippedHourIsSleptThrough() {
        Timetable lunch = new Timetable(Duration.ZERO, 1 << 10 | 1 << 11, 0);

        assertThat(NOW.plus(schedule.afterSuccess(BUSY, Duration.ZERO, lunch)))
                .isBetween(Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-22T12:06:00Z"));
    }

    @Test
    void skippedDayIsSleptThroughAfterAFailureToo() {
        Timetable sundays = new Timetable(Duration.ZERO, 0, 1 << 6);

        assertThat(NOW.plus(schedule.afterFailure(NO_ANSWER, 0, sundays)))
                .isBetween(Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-23T00:06:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0, PT30S", "1, PT1M", "2, PT2M", "5, PT16M", "20, PT4H", "1000000, PT4H"})
    void passingFaultIsTriedSoonThenAtDoublingGaps(int earlierErrors, Duration gap) {
        assertThat(schedule.afterFailure(NO_ANSWER, earlierErrors, Timetable.NONE))
                .isCloseTo(gap, gap.dividedBy(9));
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "451"})
    void siteThatRefusesUsIsLeftAloneForHours(int status) {
        assertThat(schedule.afterFailure(new FetchOutcome.Forbidden(status), 0, Timetable.NONE))
                .isBetween(Duration.ofMinutes(216), Duration.ofMinutes(264));
    }

    @Test
    void challengeIsLeftAloneForHours() {
        assertThat(schedule.afterFailure(new FetchOutcome.Challenged("Cloudflare", 503), 0, Timetable.NONE))
                .isGreaterThan(Duration.ofHours(3));
    }

    @ParameterizedTest
    @CsvSource({"0, PT5M", "3, PT40M", "100, P1D"})
    void missingFeedIsLookedForAtLastOnceADay(int earlierErrors, Duration gap) {
        assertThat(schedule.afterFailure(new FetchOutcome.Missing(), earlierErrors, Timetable.NONE))
                .isCloseTo(gap, gap.dividedBy(9));
    }

    @Test
    void siteThatAsksForPatienceIsNeverAskedEarlier() {
        FetchOutcome limited = new FetchOutcome.RateLimited(429, Optional.of(Duration.ofHours(2)));

        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.afterFailure(limited, 0, Timetable.NONE))
                    .isBetween(Duration.ofHours(2), Duration.ofMinutes(133));
        }
    }

    @Test
    void siteThatAsksForALittlePatienceGetsAnInterval() {
        FetchOutcome limited = new FetchOutcome.RateLimited(503, Optional.of(Duration.ofSeconds(1)));

        assertThat(schedule.afterFailure(limited, 0, Timetable.NONE)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void siteThatSaysOnlyThatItIsTooMuchGetsOurOwnBackOff() {
        FetchOutcome limited = new FetchOutcome.RateLimited(429, Optional.empty());

        assertThat(schedule.afterFailure(limited, 3, Timetable.NONE)).isGreaterThanOrEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void shortIntervalIsItsOwnFirstRetry() {
        assertThat(schedule(Duration.ofSeconds(1)).afterFailure(NO_ANSWER, 0, Timetable.NONE))
                .isLessThan(Duration.ofSeconds(2));
    }

    private static PollSchedule schedule(Duration interval) {
        return new PollSchedule(new FeedSettings(interval), Clock.fixed(NOW, ZoneOffset.UTC), new Random(7));
    }
}
