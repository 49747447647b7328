package dev.tocsin.alerting.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param messageId the webhook-id
 * @param alertId null for a test message
 * @param state pending, held, delivered, failed, cancelled or expired
 * @param nextAttemptAt only while it is pending
 * @param attempts all tries, the first one first
 */
public record DeliveryView(
        String messageId,
        String type,
        @Nullable String alertId,
        @Nullable Integer alertVersion,
        String state,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        List<AttemptView> attempts) {

    /**
     * One HTTP try.
     *
     * @param status null when there was no answer
     * @param outcome delivered, rejected, throttled, gone, aborted, timed_out, unreachable or refused
     * @param error in plain words; null when it was delivered
     * @param excerpt the first kilobyte of the answer's body
     */
    public record AttemptView(
            int number,
            Instant at,
            @Nullable Integer status,
            String outcome,
            @Nullable String error,
            int latencyMs,
            String excerpt) {}
}
