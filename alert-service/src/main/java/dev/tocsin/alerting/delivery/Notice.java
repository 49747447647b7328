package dev.tocsin.alerting.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An operational message: tells the account of a subscription, through its other subscriptions that chose this type, what
 * became of its endpoint. Without the URL, which is a secret where it leads to a chat's channel.
 *
 * @param about the subscription
 * @param key with the subscription and the type it makes the message's id, so that a notice is one however often it is
 *     decided on
 * @param data a JSON object
 */
record Notice(String about, String type, String key, String data) {

    static final String FAILING = "endpoint.failing";
    static final String DISABLED = "endpoint.disabled";
    static final String RECOVERED = "endpoint.recovered";
    static final String GIVEN_UP = "delivery.failed";

    /** What can be chosen; a failure to deliver one of these is not told, or two broken endpoints would go on for ever. */
    static final List<String> TYPES = List.of(FAILING, DISABLED, RECOVERED, GIVEN_UP);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param stage 1 a quarter, 2 half of the time until it is disabled */
    static Notice failing(String about, int stage, Instant since, Instant ends) {
        ObjectNode data = about(about)
                .put("failingSince", text(since))
                .put("disabledAt", text(ends))
                .put("elapsed", stage == 1 ? 0.25 : 0.5);
        return new Notice(about, FAILING, stage + "@" + since, data.toString());
    }

    static Notice disabled(String about, String reason, int version) {
        return new Notice(
                about,
                DISABLED,
                "v" + version,
                about(about).put("reason", reason).toString());
    }

    static Notice recovered(String about, Instant since) {
        return new Notice(
                about,
                RECOVERED,
                String.valueOf(since),
                about(about).put("failingSince", text(since)).toString());
    }

    static Notice givenUp(Settlement failure) {
        Claim claim = failure.claim();
        ObjectNode data = about(claim.subscriptionId())
                .put("messageId", claim.messageId())
                .put("messageType", claim.type())
                .put("attempts", claim.attempts() + 1);
        if (claim.alertId() != null) {
            data.put("alertId", claim.alertId()).put("alertVersion", claim.alertVersion());
        }
        if (failure.outcome() != null) {
            data.put("error", failure.outcome().description());
        }
        return new Notice(
                claim.subscriptionId(), GIVEN_UP, claim.messageId() + "@" + (claim.attempts() + 1), data.toString());
    }

    private static ObjectNode about(String subscriptionId) {
        return JSON.createObjectNode().put("subscriptionId", subscriptionId);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
