package dev.tocsin.alerting.delivery;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Has outcomes written in batches: those that end while others are being written go together into the next statement. For
 * the event loop of the {@link DeliveryDispatcher} alone.
 */
final class SettlementDispatcher {

    private static final Logger LOG = Logger.getLogger(SettlementDispatcher.class);
    private static final int BATCH = 512;
    /** So many are worth a statement; fewer wait for company, at most so long. */
    private static final int ENOUGH = 128;

    private static final long COMPANY_MILLIS = 10;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context context;
    private final SettlementRepository outcomes;
    private final MeterPublisher meters;
    private final Runnable settled;
    private final List<Settlement> waiting = new ArrayList<>();
    private boolean settling;
    private boolean timer;

    /** @param settled is called when outcomes have been written */
    SettlementDispatcher(
            Vertx vertx, Context context, SettlementRepository outcomes, MeterPublisher meters, Runnable settled) {
        this.vertx = vertx;
        this.context = context;
        this.outcomes = outcomes;
        this.meters = meters;
        this.settled = settled;
    }

    /** How many are not written yet. */
    int waiting() {
        return waiting.size();
    }

    void add(Settlement settlement) {
        waiting.add(settlement);
        if (waiting.size() >= ENOUGH) {
            settle();
        } else if (!timer && !settling) {
            later(COMPANY_MILLIS);
        }
    }

    private void later(long millis) {
        timer = true;
        vertx.setTimer(
                millis,
                id -> context.runOnContext(ignored -> {
                    timer = false;
                    settle();
                }));
    }

    private void settle() {
        if (settling || waiting.isEmpty()) {
            return;
        }
        settling = true;
        long began = System.nanoTime();
        List<Settlement> batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        outcomes.settle(batch)
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .subscribe()
                .with(states -> written(batch, states, began), this::notWritten);
    }

    private void written(List<Settlement> batch, Map<String, String> states, long began) {
        settling = false;
        meters.settled(System.nanoTime() - began);
        if (states.size() < batch.size()) {
            LOG.warnf(
                    "Outcomes came after their lease had passed to another process count=%d",
                    batch.size() - states.size());
        }
        states.values().stream()
                .filter(state -> !state.equals("pending") && !state.equals("held"))
                .forEach(meters::ended);
        waiting.subList(0, batch.size()).clear();
        if (waiting.size() >= ENOUGH) {
            settle();
        } else if (!waiting.isEmpty() && !timer) {
            later(COMPANY_MILLIS);
        }
        settled.run();
    }

    private void notWritten(Throwable failure) {
        LOG.warnf("Outcomes not written, trying again cause=%s", failure.toString());
        vertx.setTimer(
                PAUSE_AFTER_FAILURE.toMillis(),
                id -> context.runOnContext(ignored -> {
                    settling = false;
                    settle();
                }));
    }
}
