package dev.tocsin.alerting.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is ours to try, until its lease runs out. What it is to say, and where, is loaded besides: most claims
 * share it with others.
 *
 * @param claimId tells this claim from a later one by whoever took over; an outcome counts only under the claim that
 *     still holds
 * @param version of the subscription
 * @param body the data of a message that is about no alert, otherwise null
 * @param dueAt since when it could have been claimed
 * @param attempts how many tries were made before
 * @param tries how many of them the retry schedule counts
 * @param fate what the subscription leaves of it: only an open one is tried
 * @param paced whether its endpoint takes only so many a minute
 */
public record Claim(
        String messageId,
        UUID claimId,
        String host,
        String subscriptionId,
        int version,
        String type,
        @Nullable String alertId,
        int alertVersion,
        @Nullable String body,
        Instant createdAt,
        Instant dueAt,
        int attempts,
        int tries,
        Fate fate,
        boolean paced) {

    /** Where the subscription stands at the time of the claim. */
    public enum Fate {
        /** It is to be tried. */
        OPEN,
        /** The subscription was disabled. */
        DISABLED,
        /** The subscription was deleted. */
        DELETED,
        /** It is older than the subscription wants its messages. */
        OUT_OF_DATE
    }
}
