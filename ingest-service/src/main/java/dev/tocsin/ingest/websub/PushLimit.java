package dev.tocsin.ingest.websub;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much the one door without a key lets in: so many requests a minute for each callback, whether there is such a
 * callback or not, so many for all callbacks that are known to exist, and so many for all others together: who makes up
 * tokens uses up no hub's share. What it remembers is bounded.
 */
public final class PushLimit {
    private static final int REMEMBERED = 50_000;

    private final int each;
    private final int allKnown;
    private final int allUnknown;
    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    /** The longest unused goes first; it is known again with its next request that is looked at. */
    private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75f, true);

    private long minute;
    private int ofKnown;
    private int ofUnknown;

    /**
     * @param each requests a minute for one callback
     * @param allKnown for all callbacks that exist
     * @param allUnknown for all that nobody has yet found to exist
     */
    public PushLimit(int each, int allKnown, int allUnknown, Clock clock) {
        this.each = each;
        this.allKnown = allKnown;
        this.allUnknown = allUnknown;
        this.clock = clock;
    }

    /** @return whether this request may be looked at */
    synchronized boolean admits(String token) {
        long now = clock.millis() / 60_000;
        if (now != minute) {
            minute = now;
            ofKnown = 0;
            ofUnknown = 0;
            counts.clear();
        }
        boolean exists = known.get(token) != null;
        boolean full = exists ? ofKnown >= allKnown : ofUnknown >= allUnknown;
        if (full || counts.getOrDefault(token, 0) >= each) {
            return false; // and not counted: one callback's flood uses up no other's share
        }
        ofKnown += exists ? 1 : 0;
        ofUnknown += exists ? 0 : 1;
        counts.merge(token, 1, Integer::sum);
        return true;
    }

    /** There is such a callback. */
    synchronized void exists(String token) {
        known.put(token, true);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** There is none, or none any more. */
    synchronized void ended(String token) {
        known.remove(token);
    }
}
