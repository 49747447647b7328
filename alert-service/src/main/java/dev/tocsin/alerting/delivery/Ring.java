package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.WebhookMessage;

/** A claim with all that it takes to try it. */
record Ring(Claim claim, Endpoint endpoint, WebhookMessage message) {}
