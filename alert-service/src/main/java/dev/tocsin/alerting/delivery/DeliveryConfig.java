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
     * @return Tries claimed at once by this process, those aside that have been under way for more than a quarter of a second. Each
     *     holds a socket and a few kilobytes, and one endpoint's share is capped below.
     */
    @WithDefault("1024")
    int inFlight();

    /**
     * @return Tries under way for more than a quarter of a second, besides: what endpoints that hang hold of this process, all together.
     *     Nothing is claimed while there are so many, so it has to exceed the endpoints that may hang at once.
     */
    @WithDefault("4096")
    int slowInFlight();

    /**
     * @return Tries under way at once to one subscription that answers: it begins with two. It bounds how fast a healthy
     *     one is served.
     */
    @WithDefault("8")
    int inFlightPerSubscription();

    /**
     * @return Tries under way at once to one host and port, of all subscriptions there. Those that take longer than a
     *     quarter of a second count besides, up to four times as many.
     */
    @WithDefault("64")
    int inFlightPerHost();

    /**
     * @return Held or replayed deliveries a second that one subscription is sent once it is enabled: what a receiver that
     *     comes back after days has to bear besides what is new.
     */
    @WithDefault("50")
    int releaseRate();

    /**
     * @return How long an endpoint may fail without one success until it is disabled; its owner hears of it after a
     *     quarter and after half of it, and a quarter lies between what it hears at the least. Longer than the retry schedule, or a subscription ends before its first message.
     */
    @WithDefault("120h")
    Duration disableAfter();

    /**
     * @return The longest that an endpoint which fails, but has worked, is left alone. Its messages wait for it together,
     *     so this is also how late it is noticed that it works again. One that never worked is left alone by the steps of
     *     the schedule.
     */
    @WithDefault("1m")
    Duration longestBackOff();

    /** @return How long ended deliveries can be asked for and replayed; what is held for longer ends as expired. */
    @WithDefault("90d")
    Duration retention();

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
     * @return How long a stopping process waits for the tries under way, from the signal on. Longer than a try may take
     *     (tocsin.webhook.deadline), so that each ends; what has not is given back then, and made again by another process.
     */
    @WithDefault("20s")
    Duration drain();
}
