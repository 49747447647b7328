package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.content.Retelling;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/**
 * An alert as one entry of a feed.
 *
 * @param raisedAt when it was first told of
 * @param updatedAt when its last version was made
 */
record FeedEntry(Alert alert, Retelling told, Instant raisedAt, Instant updatedAt) {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    static FeedEntry of(Language language, String body, Instant raisedAt, Instant updatedAt) {
        return new FeedEntry(Alert.fromJson(body), Retelling.of(language, updatedAt, body), raisedAt, updatedAt);
    }

    /** The same for ever, in every document: the 128 bits of the alert's id (RFC 9562). */
    String urn() {
        return urn(alert.id());
    }

    /** @param id of ours: a prefix and 26 digits of Crockford's base 32 */
    static String urn(String id) {
        BigInteger bits = BigInteger.ZERO;
        for (char digit : id.substring(id.indexOf('_') + 1).toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        return "urn:uuid:" + new UUID(bits.shiftRight(64).longValue(), bits.longValue());
    }
}
