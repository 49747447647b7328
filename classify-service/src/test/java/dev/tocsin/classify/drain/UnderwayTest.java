package dev.tocsin.classify.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnderwayTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Underway underway = new Underway();

    @Test
    void nothingIsWaitedForWhereNothingHasBegun() throws Exception {
        assertThat(underway.awaitNone(LONG)).isTrue();
    }

    @Test
    void whatHasBegunIsWaitedForUntilItHasEnded() throws Exception {
        underway.begin();
        underway.begin();
        Thread other = new Thread(() -> {
            underway.end();
            underway.end();
        });
        other.start();

        assertThat(underway.awaitNone(LONG)).isTrue();
        other.join();
    }

    @Test
    void whatDoesNotEndIsGivenUp() throws Exception {
        underway.begin();

        assertThat(underway.awaitNone(Duration.ofMillis(5))).isFalse();
        assertThat(underway.awaitNone(Duration.ofSeconds(-1))).isFalse();
        assertThat(underway.count()).isEqualTo(1);
    }
}
