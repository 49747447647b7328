package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Delivery.Failed;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.WebhookClient;
import dev.tocsin.alerting.webhook.WebhookConfig;
import dev.tocsin.alerting.webhook.WebhookMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Works the queue off: claims what is due, tries it with no transaction open, writes what came of it, and so on.
 *
 * <p>It wakes when the pipeline rings {@link #DUE} after its commit, when a slot gets free, and by the clock. One event
 * loop does it all, so there are no locks; outcomes that end while others are being written go together into the next
 * statement. A slot is free again only when its outcome is written: while the database is away nothing more is sent.
 */
@Singleton
public class DeliveryDispatcher {

    /** The event bus address to ring after a commit that made deliveries due. */
    public static final String DUE = "deliveries.due";

    private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);
    private static final int BATCH = 256;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    /** Left of a lease for writing the outcome after a try that took its whole deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Context context;
    private final ClaimRepository claims;
    private final WebhookClient client;
    private final DeliveryConfig config;
    private final MeterRegistry metrics;
    private final RetrySchedule schedule;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Ids ids = new Ids();
    private final AtomicLong oldestDueMillis = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private final InFlight inFlight = new InFlight();
    private final List<Settlement> settlements = new ArrayList<>();
    private String lastSubscription = "";
    private boolean claiming;
    private boolean claimAgain;
    private boolean settling;
    private boolean stopping;

    public DeliveryDispatcher(
            Vertx vertx,
            ClaimRepository claims,
            WebhookClient client,
            DeliveryConfig config,
            WebhookConfig webhooks,
            MeterRegistry metrics) {
        if (config.lease().compareTo(webhooks.deadline().plus(MARGIN)) < 0) {
            throw new IllegalArgumentException(
                    "tocsin.delivery.lease (" + config.lease() + ") must outlast tocsin.webhook.deadline ("
                            + webhooks.deadline() + ") by " + MARGIN + ", or a slow try is made twice");
        }
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.claims = claims;
        this.client = client;
        this.config = config;
        this.metrics = metrics;
        this.schedule = new RetrySchedule(config.schedule());
    }

    void start(@Observes StartupEvent event) {
        TimeGauge.builder("tocsin.delivery.oldest.due", oldestDueMillis::get, TimeUnit.MILLISECONDS)
                .description("Waiting time of the delivery that is due first")
                .register(metrics);
        vertx.eventBus().localConsumer(DUE, message -> wake());
        vertx.setPeriodic(config.tick().toMillis(), timer -> tick());
        wake();
    }

    /** Claims no more and waits for the tries under way, so that an orderly stop sends nothing twice. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        context.runOnContext(ignored -> {
            stopping = true;
            stopIfDrained();
        });
        try {
            drained.get(config.drain().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf(
                    "Stopped with tries under way, they are taken over when their lease ends lease=%s", config.lease());
        }
    }

    /** Looks at the queue soon. May be called from any thread. */
    public void wake() {
        context.runOnContext(ignored -> claim());
    }

    private void tick() {
        wake();
        claims.oldestDue()
                .subscribe()
                .with(age -> oldestDueMillis.set(age.toMillis()), failure -> LOG.debug("Queue not measured", failure));
    }

    private void claim() {
        int free = Math.min(BATCH, config.inFlight() - inFlight.total());
        if (claiming) {
            claimAgain = true;
        } else if (!stopping && free > 0) {
            claiming = true;
            claimAgain = false;
            onLoop(claims.claim(
                            lastSubscription,
                            inFlight.bySubscription(),
                            config.inFlightPerSubscription(),
                            free,
                            config.lease()))
                    .subscribe()
                    .with(claimed -> claimed(claimed, free), this::notClaimed);
        }
    }

    private void claimed(List<Claim> claimed, int wanted) {
        claiming = false;
        claimed.forEach(this::attempt);
        boolean more = claimed.size() == wanted;
        boolean fromTheMiddle = !lastSubscription.isEmpty();
        lastSubscription = more ? claimed.get(claimed.size() - 1).subscriptionId() : "";
        if (more || fromTheMiddle || claimAgain) {
            claim();
        }
        stopIfDrained();
    }

    private void notClaimed(Throwable failure) {
        claiming = false;
        // The next tick tries again.
        LOG.warnf("Deliveries not claimed cause=%s", failure.toString());
        stopIfDrained();
    }

    private void attempt(Claim claim) {
        inFlight.started(claim.subscriptionId());
        onLoop(sent(claim))
                .onFailure()
                .recoverWithItem(bug -> {
                    LOG.errorf(bug, "Try broke off messageId=%s", claim.messageId());
                    return unsent(new Unreachable("internal error"));
                })
                .subscribe()
                .with(attempt -> ended(claim, attempt));
    }

    private Uni<Attempt> sent(Claim claim) {
        try {
            WebhookMessage message =
                    WebhookMessage.of(claim.messageId(), claim.type(), claim.occurredAt(), claim.data());
            return client.send(claim.url(), claim.secret(), message, claim.attempts() + 1);
        } catch (IllegalArgumentException unsendable) {
            return Uni.createFrom().item(unsent(new Refused(String.valueOf(unsendable.getMessage()))));
        }
    }

    private static Attempt unsent(AttemptOutcome outcome) {
        return new Attempt(Instant.now(), Duration.ZERO, outcome, "");
    }

    private void ended(Claim claim, Attempt attempt) {
        Delivery next = new Pending(claim.tries(), Duration.ZERO).after(attempt.outcome(), schedule, random);
        metrics.counter("tocsin.delivery.attempts", "outcome", attempt.outcome().name())
                .increment();
        if (next instanceof Failed) {
            LOG.warnf(
                    "Delivery given up messageId=%s subscriptionId=%s attempt=%d outcome=%s",
                    claim.messageId(),
                    claim.subscriptionId(),
                    claim.attempts() + 1,
                    attempt.outcome().name());
        }
        settlements.add(new Settlement(ids.next("att"), claim, attempt, next));
        settle();
    }

    private void settle() {
        if (settling || settlements.isEmpty()) {
            return;
        }
        settling = true;
        List<Settlement> batch = List.copyOf(settlements.subList(0, Math.min(BATCH, settlements.size())));
        onLoop(claims.settle(batch)).subscribe().with(ours -> settled(batch, ours.size()), this::notSettled);
    }

    private void settled(List<Settlement> batch, int ours) {
        settling = false;
        if (ours < batch.size()) {
            LOG.warnf("Outcomes came after their lease had passed to another process count=%d", batch.size() - ours);
        }
        settlements.subList(0, batch.size()).clear();
        batch.forEach(settlement -> inFlight.ended(settlement.claim().subscriptionId()));
        settle();
        claim();
        stopIfDrained();
    }

    private void notSettled(Throwable failure) {
        LOG.warnf("Outcomes not written, trying again cause=%s", failure.toString());
        vertx.setTimer(PAUSE_AFTER_FAILURE.toMillis(), timer -> {
            settling = false;
            settle();
        });
    }

    private void stopIfDrained() {
        if (stopping && !claiming && inFlight.total() == 0) {
            drained.complete(null);
        }
    }

    private <T> Uni<T> onLoop(Uni<T> uni) {
        return uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
