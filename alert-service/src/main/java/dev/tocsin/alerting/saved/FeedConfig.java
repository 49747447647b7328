package dev.tocsin.alerting.saved;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Saved filters and their feeds. */
@ConfigMapping(prefix = "tocsin.feed")
public interface FeedConfig {

    /** @return Filters that one account may save. */
    @WithDefault("100")
    int perAccount();

    /** @return Bytes of one document: the last alerts that would not fit are left out. */
    @WithDefault("1048576")
    int maxBytes();

    /** @return How long a reader may show what it has without asking; what is new comes as late. */
    @WithDefault("60s")
    Duration maxAge();

    /** @return Documents read and written at a time in each replica: links are open to all who know them. */
    @WithDefault("4")
    int atOnce();
}
