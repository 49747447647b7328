package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    private static final RetrySchedule SCHEDULE =
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(100), Duration.ofHours(10)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void jitterStaysWithinAFifthAndUsesAllOfIt(long seed) {
        Random random = new Random(seed);

        List<Duration> pauses = IntStream.range(0, 10_000)
                .mapToObj(i -> SCHEDULE.pauseAfter(1, random).orElseThrow())
                .sorted()
                .toList();

        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(81));
        assertThat(pauses.get(9_999)).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(120));
    }

    @Test
    void firstGapMayBeNone() {
        assertThat(SCHEDULE.pauseAfter(0, new Random(1))).contains(Duration.ZERO);
    }

    @Test
    void scheduleEndsAfterItsLastGap() {
        assertThat(SCHEDULE.pauseAfter(3, new Random(1))).isEmpty();
    }

    @Test
    void emptyOrNegativeScheduleIsRefused() {
        assertThatThrownBy(() -> new RetrySchedule(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule(List.of(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
