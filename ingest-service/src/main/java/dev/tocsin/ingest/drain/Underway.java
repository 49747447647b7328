package dev.tocsin.ingest.drain;

import java.time.Duration;

/** Counts what has begun and not ended yet, so that a process that stops can wait for it. */
public final class Underway {
    private int count;

    public synchronized void begin() {
        count++;
    }

    /** However it ended; each {@link #begin} has one. */
    public synchronized void end() {
        count--;
        notifyAll();
    }

    public synchronized int count() {
        return count;
    }

    /**
     * Waits until nothing is under way.
     *
     * @param limit at most so long; none or less: only looks
     * @return whether nothing is under way
     */
    public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = end - System.nanoTime(); count > 0 && left > 0; left = end - System.nanoTime()) {
            wait(1 + left / 1_000_000);
        }
        return count <= 0;
    }
}
