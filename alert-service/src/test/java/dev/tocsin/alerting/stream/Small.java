package dev.tocsin.alerting.stream;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Streams whose limits are reached in seconds. */
public class Small implements QuarkusTestProfile {
    static final int RECENT = 5;
    static final int PER_KEY = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tocsin.stream.heartbeat", "1s",
                "tocsin.stream.stall", "3s",
                "tocsin.stream.farewell", "1s",
                "tocsin.stream.key-check", "300ms",
                "tocsin.stream.per-key", String.valueOf(PER_KEY),
                "tocsin.stream.recent", String.valueOf(RECENT));
    }
}
