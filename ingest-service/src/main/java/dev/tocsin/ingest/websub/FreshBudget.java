package dev.tocsin.ingest.websub;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How many new articles pushes may bring for one feed in an hour, as this replica counts them: a publisher that is its own
 * hub could send them without end. The rest is for the polls. What it remembers are feeds whose pushes were signed.
 */
final class FreshBudget {
    private final int each;
    private final Clock clock;
    private final Map<String, Long> spent = new HashMap<>();
    private long hour;

    /** @param each new articles an hour for one feed; the push that goes beyond it is the last */
    FreshBudget(int each, Clock clock) {
        this.each = each;
        this.clock = clock;
    }

    synchronized boolean left(String feedId) {
        turn();
        return spent.getOrDefault(feedId, 0L) < each;
    }

    synchronized void spend(String feedId, long articles) {
        turn();
        if (articles > 0) {
            spent.merge(feedId, articles, Long::sum);
        }
    }

    private void turn() {
        long now = clock.millis() / 3_600_000;
        if (now != hour) {
            hour = now;
            spent.clear();
        }
    }
}
