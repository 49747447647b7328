package dev.tocsin.alerting.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/**
 * How many requests are served. Each replica counts for itself, in memory: a caller whose requests are spread over three
 * replicas may send three times as many, and a restart forgets. What has to hold exactly is limited where it happens (the
 * subscriptions of an account, the dry runs at once); these limits only keep one caller from crowding out the others.
 */
@ConfigMapping(prefix = "tocsin.api.rate")
public interface RateConfig {

    /** @return requests a minute of one key; costly ones count for several ({@link Weight}) */
    @WithDefault("600")
    int perMinute();

    /**
     * @return how many of them may come at once. A page of a dashboard asks a dozen things together; far more at a time is
     *     a loop without a pause.
     */
    @WithDefault("100")
    int burst();

    /** @return requests a minute of the operator's configured key; none: no limit, for who sets the limits needs none */
    OptionalInt operatorPerMinute();

    /** @return requests a minute of one address to what is open to all. An IPv6 address stands for its /64. */
    @WithDefault("600")
    int openPerMinute();

    /** @return how many of those may come at once: a page with all that it loads, several times over */
    @WithDefault("200")
    int openBurst();

    /**
     * @return requests a minute of one address whose key is refused. After that the address is not served at all until it
     *     has paused, also with a good key, so that guessing is slow. Behind a proxy it is the proxy's address, unless
     *     {@code quarkus.http.proxy.*} says whose word is trusted.
     */
    @WithDefault("30")
    int refusedPerMinute();

    /** @return how many of those may come at once: a few programs that were not told of a rotated key */
    @WithDefault("60")
    int refusedBurst();
}
