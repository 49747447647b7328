package dev.tocsin.alerting.drain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The way out of something that works by itself: until when it is waited for, and whether it has ended. */
public final class Drain {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long until;

    /** @param limit from now on */
    public void begin(Duration limit) {
        until = System.nanoTime() + limit.toNanos();
    }

    /** Nothing is left to do. */
    public void end() {
        ended.countDown();
    }

    /** Waits for the end, as long as is left of the limit; whether it came. */
    public boolean await() throws InterruptedException {
        return ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Waits once more, for what had to be given up to be put away; whether that is done. */
    public boolean awaitLastWords() throws InterruptedException {
        return ended.await(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
    }
}
