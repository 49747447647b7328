package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.fetch.FetchOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
    private static final FetchOutcome NO_ANSWER = new FetchOutcome.Failed("x");

    private final PollSchedule schedule = new PollSchedule(Duration.ofMinutes(5), new Random(7));

    @Test
    void healthyFeedIsCheckedOnceAnIntervalGiveOrTake() {
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.afterSuccess()).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PT30S", "1, PT1M", "2, PT2M", "5, PT16M", "20, PT4H", "1000000, PT4H"})
    void passingFaultIsTriedSoonThenAtDoublingGaps(int earlierErrors, Duration gap) {
        assertThat(schedule.afterFailure(NO_ANSWER, earlierErrors)).isCloseTo(gap, gap.dividedBy(9));
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404"})
    void answerThatMeansUsIsNotTriedSooner(int status) {
        assertThat(schedule.afterFailure(new FetchOutcome.BadStatus(status), 0)).isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void siteThatAsksForPatienceIsNeverAskedEarlier() {
        FetchOutcome limited = new FetchOutcome.RateLimited(429, Optional.of(Duration.ofHours(2)));

        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.afterFailure(limited, 0)).isBetween(Duration.ofHours(2), Duration.ofMinutes(133));
        }
    }

    @Test
    void siteThatAsksForALittlePatienceGetsAnInterval() {
        FetchOutcome limited = new FetchOutcome.RateLimited(503, Optional.of(Duration.ofSeconds(1)));

        assertThat(schedule.afterFailure(limited, 0)).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shortIntervalIsItsOwnFirstRetry() {
        PollSchedule quick = new PollSchedule(Duration.ofSeconds(1), new Random(7));

        assertThat(quick.afterFailure(NO_ANSWER, 0)).isLessThan(Duration.ofSeconds(2));
    }
}
