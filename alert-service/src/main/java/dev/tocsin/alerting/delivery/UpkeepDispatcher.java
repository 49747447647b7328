package dev.tocsin.alerting.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Has done by the clock what nothing rings for: retries whose time has come, leases that have ended, releases, pruning and
 * measuring. Each is skipped while its last turn still runs.
 */
@Singleton
public class UpkeepDispatcher {

    private static final Logger LOG = Logger.getLogger(UpkeepDispatcher.class);
    private static final Duration MEASURING = Duration.ofSeconds(5);
    private static final Duration PRUNING = Duration.ofMinutes(1);
    private static final int BATCH = 1_000;
    /** In one tick; what a million retries that are due at once may take of the database. */
    private static final int MOST_BATCHES = 10;

    private final Vertx vertx;
    private final ClaimRepository claims;
    private final UpkeepRepository upkeep;
    private final DeliveryDispatcher dispatcher;
    private final DeliveryConfig config;
    private final List<Long> timers = new ArrayList<>();

    public UpkeepDispatcher(
            Vertx vertx,
            ClaimRepository claims,
            UpkeepRepository upkeep,
            DeliveryDispatcher dispatcher,
            DeliveryConfig config) {
        this.vertx = vertx;
        this.claims = claims;
        this.upkeep = upkeep;
        this.dispatcher = dispatcher;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        every(config.tick(), "ripen", () -> ripen());
        every(
                config.tick(),
                "release",
                () -> upkeep.release().invoke(this::wakeFor).replaceWithVoid());
        every(
                MEASURING,
                "measure",
                () -> upkeep.measure()
                        .invoke(found -> dispatcher.meters().queue(found.oldestDue(), found.due(), found.held()))
                        .replaceWithVoid());
        every(PRUNING, "end releases", upkeep::endReleases);
        every(PRUNING, "sweep", upkeep::sweep);
        every(PRUNING, "end held", () -> inBatches(upkeep::endHeld));
        every(PRUNING, "prune", () -> prune());
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
    }

    /** Makes ready what is due. */
    Uni<Void> ripen() {
        return inBatches(batch -> claims.ripen(batch, config.lease()).invoke(this::wakeFor));
    }

    /** Deletes what is past its retention. */
    Uni<Void> prune() {
        return inBatches(upkeep::prune);
    }

    private void wakeFor(int made) {
        if (made > 0) {
            dispatcher.wake();
        }
    }

    private static Uni<Void> inBatches(IntFunction<Uni<Integer>> step) {
        return inBatches(step, MOST_BATCHES);
    }

    private static Uni<Void> inBatches(IntFunction<Uni<Integer>> step, int left) {
        return step.apply(BATCH)
                .chain(done -> done < BATCH || left <= 1 ? Uni.createFrom().voidItem() : inBatches(step, left - 1));
    }

    private void every(Duration pause, String name, Supplier<Uni<Void>> step) {
        AtomicBoolean running = new AtomicBoolean();
        timers.add(vertx.setPeriodic(pause.toMillis(), timer -> {
            if (running.compareAndSet(false, true)) {
                step.get().subscribe().with(done -> running.set(false), failure -> {
                    running.set(false);
                    LOG.warnf(
                            "Upkeep failed, the next tick tries again step=\"%s\" cause=%s", name, failure.toString());
                });
            }
        }));
    }
}
