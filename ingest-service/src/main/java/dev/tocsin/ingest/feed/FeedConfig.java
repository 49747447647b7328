package dev.tocsin.ingest.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How often and how widely we poll. */
@ConfigMapping(prefix = "tocsin.feed")
public interface FeedConfig {
    /**
     * @return between two checks of a healthy feed that publishes all the time, give or take a tenth; its news is late by
     *     half of it on average. Feeds that publish seldom are looked at less often: four times in their usual gap.
     */
    @WithDefault("PT5M")
    Duration pollInterval();

    /** @return what a quiet feed's interval grows to; when it wakes up, its first news is late by half of it on average. */
    @WithDefault("PT1H")
    Duration slowestInterval();

    /**
     * @return for how long at most we believe a publisher that nothing will change ({@code max-age}, {@code Expires},
     *     {@code ttl}, {@code sy:updatePeriod}). Many a feed bears the year that its server gives to pictures.
     */
    @WithDefault("P1D")
    Duration longestFreshness();

    /** @return until a site that refused us is asked again; sooner would only confirm what it thinks of us. */
    @WithDefault("PT4H")
    Duration whenForbidden();

    /** @return for how long a feed must say that it has moved before its address is changed here; redirects are mistakes too. */
    @WithDefault("P7D")
    Duration believeMoveAfter();

    /** @return of nothing but 404 until a feed is called missing, so that somebody looks; it is still checked once a day. */
    @WithDefault("P7D")
    Duration missingAfter();

    /**
     * @return how many of its usual gaps a feed may be quiet for, until it is called silent. Where news comes by chance,
     *     one gap in so many powers of two is longer: eight times the median is one in 256.
     */
    @WithDefault("8")
    int silenceFactor();

    /**
     * @return for how long any feed may be quiet. It spans a long weekend, which the usual gap of an office knows nothing
     *     of; shorter, and each Monday rings.
     */
    @WithDefault("P4D")
    Duration silenceFloor();

    /** @return feeds to register when the service starts; known ones are left as they are. */
    Optional<List<String>> urls();

    /**
     * @return feeds that one replica checks at once; most of the time of a check is waiting for the site. Each may hold a
     *     document twice, as sent and as inflated, so the worst case is this many times 16 MB.
     */
    @WithDefault("64")
    int concurrency();

    /** @return checks that one replica begins a second at most: what our own network and the database shall carry. */
    @WithDefault("500")
    int checksPerSecond();

    /**
     * @return between two checks at one host, over all its feeds and all replicas. A host with a thousand feeds takes so
     *     many times this long to be seen once; smaller reads it faster, and is felt by it.
     */
    @WithDefault("PT1S")
    Duration hostSpacing();

    /** @return failures of a host in a row, over all its feeds, until it is left alone: half a minute, then doubling to an hour. */
    @WithDefault("5")
    int hostFailures();

    /**
     * @return how long a claimed feed is this replica's. Must outlast the slowest check (see {@code
     *     tocsin.fetch.deadline}), or two replicas fetch at once; a killed replica's feeds wait for so long.
     */
    @WithDefault("PT60S")
    Duration lease();

    /** @return items of one document that are read; the newest stand first by custom. */
    @WithDefault("2000")
    int maxItems();
}
