package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Delivery.Cancelled;
import dev.tocsin.alerting.delivery.Delivery.Delivered;
import dev.tocsin.alerting.delivery.Delivery.Expired;
import dev.tocsin.alerting.delivery.Delivery.Failed;
import dev.tocsin.alerting.delivery.Delivery.Held;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a claim, on its way to the table.
 *
 * @param attempt null when it was not tried
 * @param isEndpoints whether it says something of the endpoint: a message that we could not make does not
 */
public record Settlement(Claim claim, @Nullable Attempt attempt, Delivery next, boolean isEndpoints) {

    /** What came of a try. */
    Settlement(Claim claim, @Nullable Attempt attempt, Delivery next) {
        this(claim, attempt, next, true);
    }

    /** A claim that is not to be tried: held, cancelled or out of date. */
    static Settlement untried(Claim claim) {
        return new Settlement(
                claim,
                null,
                switch (claim.fate()) {
                    case DISABLED -> new Held(claim.tries());
                    case DELETED -> new Cancelled();
                    case OUT_OF_DATE -> new Expired();
                    case OPEN -> new Pending(claim.tries(), Duration.ZERO);
                });
    }

    /** A claim that is to be tried later, since its endpoint has had enough for now. */
    static Settlement postponed(Claim claim, Duration pause) {
        return new Settlement(claim, null, new Pending(claim.tries(), pause));
    }

    /** How many tries the schedule counts now. */
    int tries() {
        if (next instanceof Pending pending) {
            return pending.tries();
        }
        return next instanceof Delivered || next instanceof Failed ? claim.tries() + 1 : claim.tries();
    }

    /** How long to wait before the next try, if there is to be one. */
    Duration pause() {
        return next instanceof Pending pending ? pending.pause() : Duration.ZERO;
    }

    /** Null when there was no try. */
    @Nullable AttemptOutcome outcome() {
        return attempt == null ? null : attempt.outcome();
    }

    /** Whether the endpoint was tried and did not take the message. */
    boolean isFailure() {
        return attempt != null && !(next instanceof Delivered);
    }
}
