package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.WebhookConfig;
import java.time.Duration;

/** What the limits of the queue and those of a try owe each other. */
final class TryLimits {

    /** Left of a lease for writing the outcome after a try that took its whole deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private TryLimits() {}

    /** @throws IllegalArgumentException where they contradict each other; the service does not start then */
    static void check(DeliveryConfig config, WebhookConfig webhooks) {
        atLeast(0, "in-flight", config.inFlight());
        atLeast(0, "slow-in-flight", config.slowInFlight());
        atLeast(1, "in-flight-per-host", config.inFlightPerHost());
        atLeast(1, "in-flight-per-subscription", config.inFlightPerSubscription());
        atLeast(1, "release-rate", config.releaseRate());
        positive("disable-after", config.disableAfter());
        positive("retention", config.retention());
        positive("tick", config.tick());
        if (config.lease().compareTo(webhooks.deadline().plus(MARGIN)) < 0) {
            throw new IllegalArgumentException(
                    "tocsin.delivery.lease (" + config.lease() + ") must outlast tocsin.webhook.deadline ("
                            + webhooks.deadline() + ") by " + MARGIN + ", or a slow try is made twice");
        }
        int connections = (1 + Lanes.SLOW_BY_HOST) * config.inFlightPerHost();
        if (webhooks.maxConnectionsPerHost() < connections) {
            throw new IllegalArgumentException(
                    "tocsin.webhook.max-connections-per-host (" + webhooks.maxConnectionsPerHost() + ") must be "
                            + connections + " or more, for tocsin.delivery.in-flight-per-host ("
                            + config.inFlightPerHost() + ") and those that hang");
        }
    }

    private static void atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "tocsin.delivery." + key + " (" + value + ") must be " + least + " or more");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException("tocsin.delivery." + key + " (" + value + ") must be 1 ms or more");
        }
    }
}
