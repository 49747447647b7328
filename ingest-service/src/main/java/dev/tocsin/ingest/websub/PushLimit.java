package dev.tocsin.ingest.websub;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the one door without a key lets in: so many requests a minute for each callback, whether there is such a
 * callback or not, and so many for all together. What it remembers is bounded by the latter.
 */
public final class PushLimit {
    private final int each;
    private final int all;
    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute;
    private int total;

    /** @param each requests a minute for one callback, @param all for all together */
    public PushLimit(int each, int all, Clock clock) {
        this.each = each;
        this.all = all;
        this.clock = clock;
    }

    /** @return whether this request may be looked at */
    synchronized boolean admits(String token) {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            total = 0;
            counts.clear();
        }
        if (total >= all || counts.getOrDefault(token, 0) >= each) {
            return false; // and not counted: one callback's flood uses up no other's share
        }
        total++;
        counts.merge(token, 1, Integer::sum);
        return true;
    }
}
