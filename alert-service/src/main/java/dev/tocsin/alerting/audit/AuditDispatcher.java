package dev.tocsin.alerting.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has the log forget what is past its retention, now and then; any number of processes may do so at the same time. */
@Singleton
public class AuditDispatcher {
    private static final Logger LOG = Logger.getLogger(AuditDispatcher.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int BATCH = 1_000;

    private final Vertx vertx;
    private final AuditRepository audit;
    private final Duration retention;
    private long timer;

    public AuditDispatcher(Vertx vertx, AuditRepository audit, AuditConfig config) {
        this.vertx = vertx;
        this.audit = audit;
        this.retention = config.retention();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                PAUSE.toMillis(),
                tick -> prune().subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "Audit log not pruned, the next turn tries again cause=%s",
                                        failure.toString())));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** All that is too old, batch by batch. */
    public Uni<Void> prune() {
        return audit.prune(retention, BATCH)
                .chain(done -> done < BATCH ? Uni.createFrom().voidItem() : prune());
    }
}
