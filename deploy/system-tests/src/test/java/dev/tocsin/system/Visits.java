package dev.tocsin.system;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who asked for one feed of a {@link FeedFarm}, and how. */
final class Visits {
    private final List<Instant> times = new ArrayList<>();
    private int unconditional;
    private int present;
    private int mostAtOnce;

    synchronized void begin(boolean conditional) {
        times.add(Instant.now());
        unconditional += conditional ? 0 : 1;
        present++;
        mostAtOnce = Math.max(mostAtOnce, present);
    }

    synchronized void end() {
        present--;
    }

    synchronized List<Instant> times() {
        return List.copyOf(times);
    }

    synchronized int unconditional() {
        return unconditional;
    }

    synchronized int mostAtOnce() {
        return mostAtOnce;
    }
}
