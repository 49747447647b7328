package dev.tocsin.alerting.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks leave the house. */
@ConfigMapping(prefix = "tocsin.webhook")
public interface WebhookConfig {

    /**
     * @return Private ranges that may be targets all the same, for receivers on the premises and for tests. Everyone
     *     who may create a subscription can then send requests into them.
     */
    Optional<List<String>> allowedCidrs();

    /**
     * @return Whether plain http may go to public addresses. Anyone on the way can then read the alerts; signatures
     *     still hold.
     */
    @WithDefault("false")
    boolean allowHttp();

    /**
     * @return The one deadline of a try, from resolving the name to the last byte of the answer. Standard Webhooks
     *     advises 15 to 30 s: a shorter one fails slow receivers, a longer one lets a hanging endpoint hold its slots
     *     longer.
     */
    @WithDefault("15s")
    Duration deadline();

    /** @return How much of the deadline the name, as much again the connection and the TLS handshake, may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /**
     * @return Addresses of the name servers to ask, such as {@code 9.9.9.9} or {@code [2620:fe::fe]:53}; those of the
     *     system when left out. One that knows no internal names tells subscribers nothing about them.
     */
    Optional<List<String>> nameServers();

    /**
     * @return Connections to one host and port at once; what all subscriptions there share. Five times
     *     tocsin.delivery.in-flight-per-host or more: what hangs there holds connections besides, which cost little.
     */
    @WithDefault("320")
    int maxConnectionsPerHost();

    /**
     * @return How long a rotated key signs beside its successor. Receivers have to take over the new one within this
     *     time; whoever stole the old one can use it as long.
     */
    @WithDefault("24h")
    Duration rotationOverlap();

    /** @return How we name ourselves to receivers. */
    @WithDefault("Tocsin/${quarkus.application.version:dev}")
    String userAgent();
}
