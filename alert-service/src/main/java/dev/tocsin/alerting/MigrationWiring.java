package dev.tocsin.alerting;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.logging.Logger;

/**
 * Where the service does not migrate at its start, holds the start until somebody else has: a schema that is older than the
 * code would otherwise be met as errors of SQL in the middle of the work. A newer schema is fine.
 */
@Singleton
public class MigrationWiring {
    private static final Logger LOG = Logger.getLogger(MigrationWiring.class);
    /** Before all that asks the database or Kafka. */
    private static final int FIRST = 1;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final boolean migrated;
    private final Duration wait;

    public MigrationWiring(
            Flyway flyway,
            @ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migrated,
            @ConfigProperty(name = "tocsin.schema.wait", defaultValue = "PT2M") Duration wait) {
        this.flyway = flyway;
        this.migrated = migrated;
        this.wait = wait;
    }

    /** @throws IllegalStateException when the schema is still not there after the wait, with what to do */
    void await(@Observes @Priority(FIRST) StartupEvent started) throws InterruptedException {
        if (migrated) {
            return;
        }
        long end = System.nanoTime() + wait.toNanos();
        for (String lacking = lacking(); !lacking.isEmpty(); lacking = lacking()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The schema alerts is not what this version needs (" + lacking
                        + "). Run this version once with QUARKUS_INIT_AND_EXIT=true, as the migration Job does, or set"
                        + " QUARKUS_FLYWAY_MIGRATE_AT_START=true.");
            }
            LOG.warnf("Waiting for the schema to be migrated schema=alerts lacking=\"%s\"", lacking);
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Empty when nothing is. */
    private String lacking() {
        try {
            return Stream.of(flyway.info().pending())
                    .map(MigrationInfo::getScript)
                    .map(script -> script.substring(script.lastIndexOf('/') + 1))
                    .collect(Collectors.joining(", "));
        } catch (FlywayException away) {
            return String.valueOf(away.getMessage()).lines().findFirst().orElse("the database does not answer");
        }
    }
}
