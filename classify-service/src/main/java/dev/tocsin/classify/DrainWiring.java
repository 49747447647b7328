package dev.tocsin.classify;

import dev.tocsin.classify.drain.Underway;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Stops in an orderly way. At the signal no more articles are taken; the batch under way is classified, sent and
 * acknowledged before the consumer leaves its group.
 */
@Singleton
public class DrainWiring {
    private static final Logger LOG = Logger.getLogger(DrainWiring.class);
    /** Behind all others that do something when the process stops. */
    private static final int LAST = 10_000;

    private final ChannelRegistry channels;
    private final Underway underway;
    private final Duration limit;
    private long began = System.nanoTime();

    /** @param limit from the signal on; what is not done then is left to another replica */
    public DrainWiring(
            ChannelRegistry channels,
            Underway underway,
            @ConfigProperty(name = "quarkus.shutdown.timeout") Duration limit) {
        this.channels = channels;
        this.underway = underway;
        this.limit = limit;
    }

    /** At the signal: readiness has just gone down, and requests are still answered. */
    void begin(@Observes ShutdownDelayInitiatedEvent signal) {
        began = System.nanoTime();
        PausableChannel articles = channels.getPausable("articles");
        if (articles != null) {
            articles.pause();
        }
        LOG.infof("Draining batches=%d", underway.count());
    }

    void end(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        boolean drained = underway.awaitNone(limit.minus(taken()));
        LOG.infof(
                "%s afterMillis=%d batches=%d",
                drained ? "Drained" : "Stopped before all was drained, another replica does the rest",
                taken().toMillis(),
                underway.count());
    }

    private Duration taken() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
