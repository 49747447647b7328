package dev.tocsin.alerting.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the pipeline bears a database that is away. */
@ConfigMapping(prefix = "tocsin.alert")
public interface AlertConfig {
    /**
     * @return how long to wait before a batch is tried again the first time. Each further wait is twice as long: short
     *     enough for a lost deadlock to go unnoticed.
     */
    @WithDefault("PT0.2S")
    Duration firstRetryAfter();

    /** @return the longest wait between two tries, and so how late a database that is back may be noticed */
    @WithDefault("PT5S")
    Duration longestRetryAfter();

    /**
     * @return how long to go on trying. Then the channel stops and liveness fails, so that a fresh process reads the
     *     batch again; nothing is lost either way. Keep it below {@code throttled.unprocessed-record-max-age.ms} of the
     *     channel, or Kafka's own watch strikes first.
     */
    @WithDefault("PT10M")
    Duration giveUpAfter();
}
