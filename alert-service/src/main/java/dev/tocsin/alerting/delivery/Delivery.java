package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Aborted;
import dev.tocsin.alerting.webhook.AttemptOutcome.Gone;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where one message to one subscription stands.
 *
 * <pre>
 *              ┌── tried without success, tries left ──┐
 *              ▼                                       │
 *  fan-out ─▶ pending ─────────────────────────────────┤
 *    │         │  ▲                                    ├── 2xx ───────────────────────▶ delivered
 *    │disabled │  │ enabled: a few a second            ├── tries used up, refused,
 *    ▼ already ▼  │                                    │   or not wanted ────────────▶ failed
 *   held ◀────────┴── disabled, by its owner or by us  └── gone ─────────────────────▶ held
 *
 *  pending ── out of date by the time of a try ──▶ expired
 *  held ── for longer than tocsin.delivery.retention ──▶ expired
 *  pending, held ── subscription deleted, or discarded ──▶ cancelled
 *
 *  delivered, failed, expired, cancelled ── replay of one ──▶ pending     ── of many ──▶ held, and on as above
 * </pre>
 *
 * A try that is under way is no state of its own: it is a lease on a pending delivery, which runs out when its
 * holder dies. What has ended stays so unless its owner asks for a replay. Holding, cancelling and replaying many at once
 * are SQL's work (the repositories); what follows from one try is decided here.
 */
public sealed interface Delivery {

    /** All states, as the table and the API name them. */
    List<String> STATES = List.of("pending", "held", "delivered", "failed", "cancelled", "expired");

    /** The state as the table and the API name it. */
    String state();

    /**
     * Waits for its next try.
     *
     * @param tries how many tries of the schedule are used up
     * @param pause from now until the next try
     */
    record Pending(int tries, Duration pause) implements Delivery {

        @Override
        public String state() {
            return "pending";
        }

        /** What follows from the try that just ended. */
        public Delivery after(AttemptOutcome outcome, RetrySchedule schedule, RandomGenerator random) {
            if (outcome instanceof AttemptOutcome.Delivered) {
                return new Delivered();
            }
            if (outcome instanceof Refused || outcome instanceof Aborted) {
                return new Failed();
            }
            if (outcome instanceof Gone) {
                return new Held(tries);
            }
            Optional<Duration> scheduled = schedule.pauseAfter(tries + 1, random);
            return scheduled
                    .<Delivery>map(pause -> new Pending(tries + 1, longer(pause, outcome)))
                    .orElseGet(Failed::new);
        }

        private static Duration longer(Duration scheduled, AttemptOutcome outcome) {
            boolean askedForMore = outcome instanceof Throttled throttled
                    && throttled.retryAfter().compareTo(scheduled) > 0;
            return askedForMore ? ((Throttled) outcome).retryAfter() : scheduled;
        }
    }

    /** Kept until the subscription is enabled again. The try that was answered "gone" does not use up the schedule. */
    record Held(int tries) implements Delivery {
        @Override
        public String state() {
            return "held";
        }
    }

    /** The receiver has it. */
    record Delivered() implements Delivery {
        @Override
        public String state() {
            return "delivered";
        }
    }

    /** Given up, visibly; a replay starts the schedule anew. */
    record Failed() implements Delivery {
        @Override
        public String state() {
            return "failed";
        }
    }

    /** The subscription was deleted before a try succeeded, or its owner discarded what was held. */
    record Cancelled() implements Delivery {
        @Override
        public String state() {
            return "cancelled";
        }
    }

    /** Out of date before a try succeeded, by the subscription's own limit, or held for longer than history is kept. */
    record Expired() implements Delivery {
        @Override
        public String state() {
            return "expired";
        }
    }
}
