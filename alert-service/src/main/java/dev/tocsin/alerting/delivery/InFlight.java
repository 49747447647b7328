package dev.tocsin.alerting.delivery;

import java.util.HashMap;
import java.util.Map;

/** The tries under way in this process, by subscription. Not thread-safe. */
final class InFlight {

    private final Map<String, Integer> bySubscription = new HashMap<>();
    private int total;

    void started(String subscriptionId) {
        bySubscription.merge(subscriptionId, 1, Integer::sum);
        total++;
    }

    void ended(String subscriptionId) {
        bySubscription.computeIfPresent(subscriptionId, (id, tries) -> tries == 1 ? null : tries - 1);
        total--;
    }

    int total() {
        return total;
    }

    Map<String, Integer> bySubscription() {
        return Map.copyOf(bySubscription);
    }
}
