package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.WebhookMessage;
import org.jspecify.annotations.Nullable;

/**
 * A claim with all that it takes to try it.
 *
 * @param traceparent the trace of the alert's version; null where there is none
 */
record Ring(
        Claim claim,
        Endpoint endpoint,
        WebhookMessage message,
        @Nullable String traceparent) {}
