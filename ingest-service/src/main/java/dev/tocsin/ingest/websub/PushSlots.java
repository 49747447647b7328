package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.drain.Underway;
import java.util.HashMap;
import java.util.Map;

/** How many pushes are read at once: of all hubs, and of one callback, so that no hub's slow bodies hold all of them. */
final class PushSlots {
    private final int all;
    private final int each;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Underway underway;
    private int total;

    /** @param underway counts them as well, so that a stop waits for what was accepted */
    PushSlots(int all, int each, Underway underway) {
        this.all = all;
        this.each = each;
        this.underway = underway;
    }

    /** @return whether there is one; who has it gives it back with {@link #free} */
    synchronized boolean take(String token) {
        if (total >= all || taken.getOrDefault(token, 0) >= each) {
            return false;
        }
        total++;
        underway.begin();
        taken.merge(token, 1, Integer::sum);
        return true;
    }

    synchronized void free(String token) {
        total--;
        underway.end();
        taken.computeIfPresent(token, (of, count) -> count == 1 ? null : count - 1);
    }
}
