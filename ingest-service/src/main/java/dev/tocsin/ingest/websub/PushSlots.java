package dev.tocsin.ingest.websub;

import java.util.HashMap;
import java.util.Map;

/** How many pushes are read at once: of all hubs, and of one callback, so that no hub's slow bodies hold all of them. */
final class PushSlots {
    private final int all;
    private final int each;
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    PushSlots(int all, int each) {
        this.all = all;
        this.each = each;
    }

    /** @return whether there is one; who has it gives it back with {@link #free} */
    synchronized boolean take(String token) {
        if (total >= all || taken.getOrDefault(token, 0) >= each) {
            return false;
        }
        total++;
        taken.merge(token, 1, Integer::sum);
        return true;
    }

    synchronized void free(String token) {
        total--;
        taken.computeIfPresent(token, (of, count) -> count == 1 ? null : count - 1);
    }
}
