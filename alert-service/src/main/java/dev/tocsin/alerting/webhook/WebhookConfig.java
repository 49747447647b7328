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

    /** @return How much of the deadline the connection, and as much again the TLS handshake, may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** @return Connections to one host and port at once; what all subscriptions there share. */
    @WithDefault("64")
    int maxConnectionsPerHost();

    /** @return How we name ourselves to receivers. */
    @WithDefault("Tocsin/${quarkus.application.version:dev}")
    String userAgent();
}
