package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.webhook.SigningSecret;
import java.time.Instant;

/**
 * A delivery that is ours to try, until its lease runs out.
 *
 * @param claimId tells this claim from a later one by whoever took over; an outcome counts only under the claim that
 *     still holds
 * @param attempts how many tries were made before
 * @param tries how many of them the retry schedule counts
 * @param data the JSON object to send
 */
public record Claim(
        String messageId,
        String claimId,
        String subscriptionId,
        String url,
        SigningSecret secret,
        String type,
        Instant occurredAt,
        String data,
        int attempts,
        int tries) {}
