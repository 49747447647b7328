package dev.tocsin.ingest.feed;

import java.util.function.LongSupplier;

/** A global rate: a bucket that holds what one second allows, and fills evenly. */
public final class Throttle {
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    public Throttle(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.tokens = perSecond;
        this.filledAt = nanoTime.getAsLong();
    }

    /** @return as many as there are, at most the wanted ones */
    public synchronized int take(int wanted) {
        long now = nanoTime.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        int taken = Math.max(0, Math.min(wanted, (int) tokens));
        tokens -= taken;
        return taken;
    }

    /** What was taken and not used. */
    public synchronized void giveBack(int unused) {
        tokens = Math.min(perSecond, tokens + unused);
    }
}
