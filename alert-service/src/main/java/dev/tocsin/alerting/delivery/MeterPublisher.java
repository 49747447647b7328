package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.content.Content;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes what is measured of deliveries. Counting is for one event loop, reading for any thread. */
final class MeterPublisher {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Map<String, Counter> attempts = new HashMap<>();
    private final Map<String, Counter> ended = new HashMap<>();
    private final AtomicLong oldestDueMillis = new AtomicLong();
    private final AtomicLong due = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final Timer claim;
    private final Timer settle;
    private final Timer untilDelivered;
    private final Timer untilFirstTry;

    MeterPublisher(MeterRegistry registry) {
        this.registry = registry;
        TimeGauge.builder("tocsin.delivery.oldest.due", oldestDueMillis::get, TimeUnit.MILLISECONDS)
                .description("Waiting time of the delivery that is due first")
                .register(registry);
        registry.gauge("tocsin.delivery.due", due);
        registry.gauge("tocsin.delivery.held", held);
        claim = Timer.builder("tocsin.delivery.claim")
                .description("Taking a batch from the queue")
                .register(registry);
        settle = Timer.builder("tocsin.delivery.settle")
                .description("Writing what came of a batch")
                .register(registry);
        untilDelivered = Timer.builder("tocsin.delivery.until.delivered")
                .description("From being made to being delivered, whatever came between")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        untilFirstTry = Timer.builder("tocsin.delivery.first.try")
                .description("From being due, made or released, to being delivered by the first try")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void claimed(long nanos) {
        claim.record(nanos, TimeUnit.NANOSECONDS);
    }

    void settled(long nanos) {
        settle.record(nanos, TimeUnit.NANOSECONDS);
    }

    void attempted(String outcome, Content content) {
        attempts.computeIfAbsent(
                        outcome + " " + content.wireName(),
                        key -> registry.counter(
                                "tocsin.delivery.attempts", "outcome", outcome, "content", content.wireName()))
                .increment();
    }

    /** Counts what has ended for good; a delivery that goes on is none of it. */
    void ended(String state) {
        ended.computeIfAbsent(state, key -> registry.counter("tocsin.delivery.ended", "state", key))
                .increment();
    }

    void delivered(Claim claim, Instant now) {
        untilDelivered.record(age(claim.createdAt(), now));
        if (claim.attempts() == 0) {
            untilFirstTry.record(age(claim.dueAt(), now));
        }
    }

    private static Duration age(Instant since, Instant now) {
        return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
    }

    void queue(Duration oldestDue, long dueNow, long heldNow) {
        oldestDueMillis.set(oldestDue.toMillis());
        due.set(dueNow);
        held.set(heldNow);
    }
}
