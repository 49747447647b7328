package dev.tocsin.alerting.subscribing;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint has taken its messages in the last seven days.
 *
 * @param waiting pending or held
 * @param failingSince without one success
 */
public record EndpointHealth(long delivered, long failed, long waiting, Optional<Instant> failingSince) {
    static final EndpointHealth UNKNOWN = new EndpointHealth(0, 0, 0, Optional.empty());
}
