package dev.tocsin.alerting.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How we ask endpoints whether they want to be rung. */
@ConfigMapping(prefix = "tocsin.webhook")
public interface HandshakeConfig {

    /**
     * @return How we name ourselves when we ask, a DNS name by the specification. An endpoint that allows only this name
     *     has to be told when it changes.
     */
    @WithDefault("tocsin")
    String origin();

    /**
     * @return How often a host and port may be asked in a minute, by each process: whoever makes and deletes
     *     subscriptions in a loop must not ring a stranger with the question itself.
     */
    @WithName("handshakes-per-host")
    @WithDefault("30")
    int perHost();
}
