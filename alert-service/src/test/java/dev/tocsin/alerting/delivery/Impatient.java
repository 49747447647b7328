package dev.tocsin.alerting.delivery;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Short gaps and deadlines, receivers on loopback. */
public class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tocsin.webhook.allowed-cidrs", "127.0.0.1/32",
                "tocsin.webhook.deadline", "3s",
                "tocsin.webhook.rotation-overlap", "4s",
                "tocsin.delivery.schedule", "0s,1500ms,1500ms",
                "tocsin.delivery.lease", "8s",
                "tocsin.delivery.tick", "200ms",
                "tocsin.delivery.in-flight", "16",
                "tocsin.delivery.in-flight-per-subscription", "2");
    }
}
