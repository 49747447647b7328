package dev.tocsin.ingest;

import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.feed.CheckDispatcher;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Stops in an orderly way. At the signal nothing more is claimed; feeds and pages that are being read are read to their end,
 * what hubs have pushed is stored, and what is stored is sent. All of that has its own deadlines, none longer than the limit.
 */
@Singleton
public class DrainWiring {
    private static final Logger LOG = Logger.getLogger(DrainWiring.class);
    /** Behind all others that do something when the process stops. */
    private static final int LAST = 10_000;

    private final Scheduler scheduler;
    private final CheckDispatcher checks;
    private final Underway underway;
    private final Duration limit;
    private long began = System.nanoTime();

    /** @param limit from the signal on; what is not done then is left to another replica */
    public DrainWiring(
            Scheduler scheduler,
            CheckDispatcher checks,
            Underway underway,
            @ConfigProperty(name = "quarkus.shutdown.timeout") Duration limit) {
        this.scheduler = scheduler;
        this.checks = checks;
        this.underway = underway;
        this.limit = limit;
    }

    /** At the signal: readiness has just gone down, and requests are still answered. */
    void begin(@Observes ShutdownDelayInitiatedEvent signal) {
        began = System.nanoTime();
        scheduler.pause();
        checks.stop();
        LOG.infof("Draining tasks=%d", underway.count());
    }

    void end(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        boolean drained = underway.awaitNone(limit.minus(taken()));
        LOG.infof(
                "%s afterMillis=%d tasks=%d",
                drained ? "Drained" : "Stopped before all was drained, another replica does the rest",
                taken().toMillis(),
                underway.count());
    }

    private Duration taken() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
