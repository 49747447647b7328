package dev.tocsin.alerting.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the next claim goes on: behind the host served last, if there was not room for all hosts, and inside each host that
 * had more than its share behind the subscription served last. Ids and hosts are ASCII, so their order here is that of the
 * database. Not thread-safe.
 */
final class Positions {

    private String host = "";
    private Map<String, String> subscriptions = Map.of();

    String host() {
        return host;
    }

    Map<String, String> subscriptions() {
        return subscriptions;
    }

    /**
     * Goes on behind what was claimed.
     *
     * @param limit of the whole claim
     * @param room what the claim could take, by host; {@code others} for those not named
     * @return whether another claim could find more at once
     */
    boolean moveBehind(List<Claim> claimed, int limit, Map<String, Integer> room, int others) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        String lastHost = "";
        for (Claim claim : claimed) {
            counts.merge(claim.host(), 1, Integer::sum);
            last.merge(claim.host(), claim.subscriptionId(), (a, b) -> a.compareTo(b) < 0 ? b : a);
            lastHost = lastHost.compareTo(claim.host()) < 0 ? claim.host() : lastHost;
        }
        boolean full = claimed.size() >= limit;
        Map<String, String> next = new HashMap<>();
        boolean again = full || !host.isEmpty();
        for (Map.Entry<String, String> before : subscriptions.entrySet()) {
            int could = room.getOrDefault(before.getKey(), others);
            boolean notAsked = could <= 0 || full && before.getKey().compareTo(lastHost) > 0;
            if (notAsked) {
                next.put(before.getKey(), before.getValue());
            } else {
                // It ran to the end: what lies before the place that it began at has not been looked at.
                again |= counts.getOrDefault(before.getKey(), 0) < could;
            }
        }
        for (Map.Entry<String, Integer> served : counts.entrySet()) {
            boolean cutOff = full && served.getKey().equals(lastHost);
            if (cutOff || served.getValue() >= room.getOrDefault(served.getKey(), others)) {
                next.put(served.getKey(), last.get(served.getKey()));
            }
        }
        subscriptions = next;
        host = full ? lastHost : "";
        return again;
    }
}
