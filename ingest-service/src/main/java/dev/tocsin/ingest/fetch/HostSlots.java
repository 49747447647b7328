package dev.tocsin.ingest.fetch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many requests this replica has at each host; nobody waits here, who gets no slot comes again later. */
public final class HostSlots {
    private final int perHost;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    public HostSlots(int perHost) {
        this.perHost = perHost;
    }

    /** @return whether there was one; then {@link #release} it */
    public boolean take(String host) {
        boolean[] got = new boolean[1];
        taken.compute(host, (name, count) -> {
            int now = count == null ? 0 : count;
            got[0] = now < perHost;
            return got[0] ? Integer.valueOf(now + 1) : count;
        });
        return got[0];
    }

    public void release(String host) {
        // A host without requests leaves no trace: there are more hosts than memory.
        taken.computeIfPresent(host, (name, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
