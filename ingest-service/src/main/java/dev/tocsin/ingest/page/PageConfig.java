package dev.tocsin.ingest.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the pages of articles are read whose feed carries a summary only. */
@ConfigMapping(prefix = "tocsin.page")
public interface PageConfig {
    /** @return whether they are at all. Without, an alert can only know what the feed says. */
    @WithDefault("true")
    boolean enabled();

    /** @return pages that one replica reads at once, each at another host. */
    @WithDefault("16")
    int concurrency();

    /**
     * @return between two pages of one host, which its feeds' checks keep to as well. Longer is politer, and reads the
     *     backlog of a new feed later.
     */
    @WithDefault("PT2S")
    Duration spacing();

    /** @return how often a page is asked whose site did not answer; what is refused or not there is asked once. */
    @WithDefault("3")
    int attempts();

    /** @return until the second attempt; each further one waits five times as long. */
    @WithDefault("PT2M")
    Duration retryAfter();

    /** @return how long a host is left alone that did not answer; one that says itself for how long is left alone so long. */
    @WithDefault("PT1M")
    Duration pause();

    /** @return after which another replica may take a page over; longer than two fetches take, robots.txt being one. */
    @WithDefault("PT1M")
    Duration lease();
}
