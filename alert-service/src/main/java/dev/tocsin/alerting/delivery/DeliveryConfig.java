package dev.tocsin.alerting.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How the queue of deliveries is worked off. */
@ConfigMapping(prefix = "tocsin.delivery")
public interface DeliveryConfig {

    /**
     * @return The gap before each try; their number is the number of tries. The default is Standard Webhooks' advice,
     *     10 tries in 75 hours: a shorter schedule gives up on receivers that are down over a weekend.
     */
    @WithDefault("0s,5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> schedule();

    /**
     * @return Tries under way at once in this process. Each holds a socket and a few kilobytes, and one endpoint's
     *     share is capped below.
     */
    @WithDefault("512")
    int inFlight();

    /**
     * @return Tries under way at once to one subscription: what a hanging endpoint can cost. It also bounds how fast a
     *     healthy one is served.
     */
    @WithDefault("8")
    int inFlightPerSubscription();

    /**
     * @return How long a claimed delivery belongs to the process that claimed it. Must outlast a try
     *     (tocsin.webhook.deadline) and the writing of its outcome; after a kill -9 it is the wait until another
     *     process takes over.
     */
    @WithDefault("60s")
    Duration lease();

    /**
     * @return How often the queue is looked at when nothing has rung: the precision of a retry, and the delay after a
     *     takeover.
     */
    @WithDefault("1s")
    Duration tick();

    /**
     * @return How long a stopping process waits for the tries under way; what is left then is taken over after its
     *     lease.
     */
    @WithDefault("20s")
    Duration drain();
}
