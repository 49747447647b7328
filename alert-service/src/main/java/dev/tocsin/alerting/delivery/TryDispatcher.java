package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.delivery.Delivery.Delivered;
import dev.tocsin.alerting.delivery.Delivery.Failed;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.WebhookClient;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Makes one try and decides what follows from it. For the event loop of the {@link DeliveryDispatcher} alone. */
final class TryDispatcher {

    private static final Logger LOG = Logger.getLogger(TryDispatcher.class);

    private final Context context;
    private final WebhookClient client;
    private final RetrySchedule schedule;
    private final SettlementDispatcher settlements;
    private final MeterPublisher meters;
    private final Set<Claim> underWay = new HashSet<>();
    private final TracePublisher traces;
    private final RandomGenerator random = RandomGenerator.getDefault();

    TryDispatcher(
            Context context,
            WebhookClient client,
            RetrySchedule schedule,
            SettlementDispatcher settlements,
            MeterPublisher meters,
            TracePublisher traces) {
        this.context = context;
        this.client = client;
        this.schedule = schedule;
        this.settlements = settlements;
        this.meters = meters;
        this.traces = traces;
    }

    /** @param then is told whether it was delivered, when its outcome is on its way to the table */
    void attempt(Ring ring, Consumer<Boolean> then) {
        underWay.add(ring.claim());
        client.send(ring.endpoint(), ring.message(), ring.claim().attempts() + 1)
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .onFailure()
                .recoverWithItem(bug -> {
                    LOG.errorf(bug, "Try broke off messageId=%s", ring.claim().messageId());
                    return untried(new Unreachable("internal error"));
                })
                .subscribe()
                .with(attempt -> {
                    if (!underWay.remove(ring.claim())) {
                        return;
                    }
                    traces.attempted(ring, attempt);
                    traces.within(
                            ring, () -> ended(ring.claim(), ring.endpoint().content(), attempt, true));
                    then.accept(attempt.outcome() instanceof AttemptOutcome.Delivered);
                });
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    /** Lets go of all tries under way: whatever comes of them, another process makes them again, at once. How many. */
    int giveBack() {
        int count = underWay.size();
        underWay.forEach(claim -> settlements.add(Settlement.untried(claim)));
        underWay.clear();
        return count;
    }

    /** Gives up what cannot be sent, now or ever; its endpoint is not to blame. */
    void refuse(Claim claim, String reason) {
        ended(claim, Content.ENVELOPE, untried(new Refused(reason)), false);
    }

    private void ended(Claim claim, Content content, Attempt attempt, boolean tried) {
        AttemptOutcome outcome = attempt.outcome();
        Delivery next = new Pending(claim.tries(), Duration.ZERO).after(outcome, schedule, random);
        meters.attempted(outcome.name(), content);
        if (next instanceof Delivered) {
            meters.delivered(claim, Instant.now());
        } else if (next instanceof Failed) {
            LOG.warnf(
                    "Delivery given up messageId=%s subscriptionId=%s attempt=%d outcome=%s",
                    claim.messageId(), claim.subscriptionId(), claim.attempts() + 1, outcome.name());
        }
        settlements.add(new Settlement(claim, attempt, next, tried));
    }

    private static Attempt untried(AttemptOutcome outcome) {
        return new Attempt(Instant.now(), Duration.ZERO, outcome, "");
    }
}
