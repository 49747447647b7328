package dev.tocsin.ingest.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How often and how widely we poll. */
@ConfigMapping(prefix = "tocsin.feed")
public interface FeedConfig {
    /** @return between two checks of a healthy feed, give or take a tenth; news is late by half of it on average. */
    @WithDefault("PT5M")
    Duration pollInterval();

    /** @return feeds to register when the service starts; known ones are left as they are. */
    Optional<List<String>> urls();

    /** @return feeds that one replica checks at once; most of the time of a check is waiting for the site. */
    @WithDefault("32")
    int concurrency();

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
