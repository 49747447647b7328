package dev.tocsin.alerting.delivery;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The dispatcher of the application does not wake, so that a test can claim in its place. */
public class Asleep implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("tocsin.delivery.tick", "1h", "tocsin.webhook.allowed-cidrs", "127.0.0.1/32");
    }
}
