package dev.tocsin.ingest;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What is done at intervals begins when all else has started: it needs the schema, for which {@link MigrationWiring} may wait,
 * and channels that are connected.
 */
@Singleton
public class ScheduleWiring {
    private static final int LAST = 10_000;

    private final Scheduler scheduler;

    public ScheduleWiring(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void begin(@Observes @Priority(LAST) StartupEvent started) {
        // Not where QUARKUS_SCHEDULER_ENABLED is false.
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
    }
}
