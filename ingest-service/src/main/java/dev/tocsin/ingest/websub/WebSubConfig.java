package dev.tocsin.ingest.websub;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether hubs may push to us, and how far we rely on them. */
@ConfigMapping(prefix = "tocsin.websub")
public interface WebSubConfig {
    /**
     * @return where the Internet reaches this service, such as {@code https://ingest.example.org}: hubs call {@code
     *     /v1/websub/…} below it. Without it nothing is subscribed and nothing is answered there.
     */
    Optional<URI> publicUrl();

    /** @return for how long we ask a hub to push; longer asks it less often, shorter outlives a lost subscription less long. */
    @WithDefault("P10D")
    Duration lease();

    /** @return before the end of a lease when renewal begins (half of it, where a lease is short): the time for retries. */
    @WithDefault("P1D")
    Duration renewBefore();

    /**
     * @return between two polls of a feed whose hub lately announced news before a poll found any. Longer spares the site;
     *     what a hub drops is late by half of it on average.
     */
    @WithDefault("PT1H")
    Duration backupPoll();
}
