package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Claim.Fate;
import dev.tocsin.alerting.drain.Drain;
import dev.tocsin.alerting.webhook.WebhookClient;
import dev.tocsin.alerting.webhook.WebhookConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Works the queue off: claims what is due, has it tried with no transaction open ({@link TryDispatcher}) and
 * what came of it written ({@link SettlementDispatcher}), and so on.
 *
 * <p>It wakes when the pipeline rings {@link #DUE} after its commit, when tries have ended, and by the clock. One event
 * loop does it all, so there are no locks. What is not yet written counts as claimed: while the database is away nothing
 * more is sent.
 */
@Singleton
public class DeliveryDispatcher {

    /** The event bus address to ring after a commit that made deliveries due. */
    public static final String DUE = "deliveries.due";

    private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);
    private static final int BATCH = 512;
    /** So many ended tries are worth a claim; fewer wait for company, at most so long. */
    private static final int ENOUGH = 128;

    private static final long COMPANY_MILLIS = 20;
    private static final long SLOWNESS_MILLIS = 100;

    private final Vertx vertx;
    private final Context context;
    private final ClaimRepository claims;
    private final RingRepository rings;
    private final PaceRepository paces;
    private final TryDispatcher tries;
    private final DeliveryConfig config;
    private final SettlementDispatcher settlements;
    private final MeterPublisher meters;
    private final Drain drain = new Drain();
    private final Lanes lanes;
    private final Positions positions = new Positions();
    private int ended;
    private boolean timer;
    private boolean claiming;
    private boolean claimAgain;
    private boolean stopping;

    public DeliveryDispatcher(
            Vertx vertx,
            ClaimRepository claims,
            RingRepository rings,
            PaceRepository paces,
            SettlementRepository outcomes,
            WebhookClient client,
            DeliveryConfig config,
            WebhookConfig webhooks,
            MeterRegistry metrics,
            TracePublisher traces) {
        TryLimits.check(config, webhooks);
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.claims = claims;
        this.rings = rings;
        this.paces = paces;
        this.config = config;
        this.meters = new MeterPublisher(metrics);
        this.settlements = new SettlementDispatcher(vertx, context, outcomes, meters, this::settled);
        this.tries =
                new TryDispatcher(context, client, new RetrySchedule(config.schedule()), settlements, meters, traces);
        this.lanes = new Lanes(config.inFlightPerHost(), config.inFlightPerSubscription());
    }

    void start(@Observes StartupEvent event) {
        vertx.eventBus().localConsumer(DUE, message -> wake());
        vertx.setPeriodic(config.tick().toMillis(), id -> wake());
        vertx.setPeriodic(SLOWNESS_MILLIS, id -> context.runOnContext(ignored -> noticeSlow()));
        wake();
    }

    /** Claims no more from the signal on, and gives back what it has not begun. */
    void drain(@Observes ShutdownDelayInitiatedEvent signal) {
        drain.begin(config.drain());
        context.runOnContext(ignored -> {
            stopping = true;
            lanes.takeWaiting().forEach(this::giveBack);
            stopIfDrained();
        });
    }

    /** Waits for the tries under way, so that an orderly stop sends nothing twice; what takes longer is given back. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (!drain.await()) {
            context.runOnContext(ignored -> LOG.warnf("Tries under way given back count=%d", tries.giveBack()));
            drain.awaitLastWords();
        }
    }

    private void giveBack(Ring ring) {
        settlements.add(Settlement.untried(ring.claim()));
    }

    /** Looks at the queue soon. May be called from any thread. */
    public void wake() {
        context.runOnContext(ignored -> claim());
    }

    MeterPublisher meters() {
        return meters;
    }

    private int room() {
        return lanes.slow() >= config.slowInFlight()
                ? 0
                : Math.min(BATCH, config.inFlight() - lanes.brisk() - settlements.waiting());
    }

    private void claim() {
        if (claiming) {
            claimAgain = true;
            return;
        }
        int room = room();
        if (stopping || room <= 0) {
            return;
        }
        claiming = true;
        claimAgain = false;
        ended = 0;
        long began = System.nanoTime();
        Map<String, Integer> taken = lanes.takenByHost();
        onLoop(claims.claim(
                        new ClaimRepository.From(
                                positions.host(), positions.subscriptions(), taken, lanes.takenBySubscription()),
                        lanes.claimedPerHost(),
                        lanes.claimedPerSubscription(),
                        room,
                        config.lease()))
                .subscribe()
                .with(claimed -> claimed(claimed, room, taken, began), this::notClaimed);
    }

    private void claimed(List<Claim> claimed, int room, Map<String, Integer> taken, long began) {
        meters.claimed(System.nanoTime() - began);
        taken.replaceAll((host, count) -> lanes.claimedPerHost() - count);
        claimAgain |= positions.moveBehind(claimed, room, taken, lanes.claimedPerHost());
        List<Claim> open =
                claimed.stream().filter(claim -> claim.fate() == Fate.OPEN).toList();
        claimed.stream()
                .filter(claim -> claim.fate() != Fate.OPEN)
                .map(Settlement::untried)
                .forEach(settlements::add);
        if (open.isEmpty()) {
            claimedAll();
            return;
        }
        // What is being loaded counts for nothing yet, so the next claim comes after it.
        onLoop(admitted(open).chain(rings::load)).subscribe().with(this::loaded, failure -> {
            // They come again when their lease has ended.
            LOG.warnf("Claims not loaded count=%d cause=%s", open.size(), failure.toString());
            claiming = false;
            stopIfDrained();
        });
    }

    /** Puts the others back: who has had enough for now is not asked to take more. */
    private Uni<List<Claim>> admitted(List<Claim> open) {
        return onLoop(paces.admit(open)).map(admitted -> {
            admitted.later().forEach(settlements::add);
            return admitted.now();
        });
    }

    private void loaded(RingRepository.Loaded loaded) {
        long now = System.nanoTime();
        loaded.unsendable().forEach(tries::refuse);
        loaded.later().forEach(settlements::add);
        for (Ring ring : loaded.rings()) {
            if (stopping) {
                giveBack(ring);
            } else if (lanes.offer(ring, now)) {
                attempt(ring);
            }
        }
        claimedAll();
    }

    private void claimedAll() {
        claiming = false;
        if (claimAgain) {
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

    private void attempt(Ring ring) {
        tries.attempt(ring, delivered -> {
            lanes.ended(ring, delivered, System.nanoTime()).forEach(this::attempt);
            claimSoon();
        });
    }

    private void claimSoon() {
        if (++ended >= ENOUGH) {
            claim();
        } else if (!timer) {
            timer = true;
            vertx.setTimer(
                    COMPANY_MILLIS,
                    id -> context.runOnContext(ignored -> {
                        timer = false;
                        claim();
                    }));
        }
    }

    /** Gives back what waits behind slow tries, and lets others start in their place. */
    private void noticeSlow() {
        int before = lanes.slow();
        Lanes.Slowed slowed = lanes.slowed(System.nanoTime());
        slowed.givenBack().forEach(this::giveBack);
        slowed.started().forEach(this::attempt);
        if (lanes.slow() > before) {
            claim();
        }
    }

    private void settled() {
        claimSoon();
        stopIfDrained();
    }

    private void stopIfDrained() {
        if (stopping && !claiming && tries.isIdle() && settlements.waiting() == 0) {
            drain.end();
        }
    }

    private <T> Uni<T> onLoop(Uni<T> uni) {
        return uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
