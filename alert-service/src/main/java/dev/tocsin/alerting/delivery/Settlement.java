package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.delivery.Delivery.Held;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one try came to, on its way to the table. */
public record Settlement(String attemptId, Claim claim, Attempt attempt, Delivery next) {

    /** How many tries the schedule counts now. */
    int tries() {
        if (next instanceof Pending pending) {
            return pending.tries();
        }
        return next instanceof Held held ? held.tries() : claim.tries() + 1;
    }

    /** How long to wait before the next try, if there is to be one. */
    Duration pause() {
        return next instanceof Pending pending ? pending.pause() : Duration.ZERO;
    }

    /** Null when there was no answer. */
    @Nullable Integer status() {
        int status = attempt.outcome().status();
        return status == 0 ? null : status;
    }

    /** Null when there was none. */
    @Nullable String error() {
        return attempt.outcome() instanceof Delivered ? null : attempt.outcome().description();
    }
}
