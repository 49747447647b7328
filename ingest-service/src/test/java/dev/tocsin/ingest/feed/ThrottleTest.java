package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(100, nanos::get);

    @Test
    void secondsWorthIsThereAtOnceAndNoMore() {
        throttle.take(60);

        assertThat(throttle.take(60)).isEqualTo(40);
    }

    @Test
    void bucketFillsEvenlyUpToASecondsWorth() {
        throttle.take(100);

        nanos.addAndGet(250_000_000);
        int quarter = throttle.take(100);
        nanos.addAndGet(60_000_000_000L);

        assertThat(quarter + throttle.take(1000)).isEqualTo(125);
    }

    @Test
    void whatIsGivenBackCanBeTaken() {
        throttle.take(100);
        throttle.giveBack(7);

        assertThat(throttle.take(100)).isEqualTo(7);
    }
}
