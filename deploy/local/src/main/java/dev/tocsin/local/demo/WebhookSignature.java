package dev.tocsin.local.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks messages as a subscriber should: Standard Webhooks 1.0, symmetric signatures ({@code v1}), with nothing but the
 * JDK. The signed text is {@code id.timestamp.body}.
 */
public final class WebhookSignature {
    /** What a check has found. */
    public enum Verdict {
        OK,
        /** The secret, the id, the time or the body is another one. */
        WRONG,
        /** Signed too long ago, or in the future: perhaps replayed. */
        STALE,
        /** A header is missing, or the timestamp is no number. */
        INCOMPLETE
    }

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;

    /** @param secret as the subscription's creation has answered it: {@code whsec_} and base64 */
    public WebhookSignature(String secret) {
        this.key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }

    /** @param signatures space separated, of which one has to fit */
    public Verdict check(String id, String timestamp, byte[] body, String signatures, Instant now) {
        if (id.isEmpty() || signatures.isEmpty() || !timestamp.matches("\\d{1,12}")) {
            return Verdict.INCOMPLETE;
        }
        byte[] expected = sign(id, timestamp, body);
        boolean fits = false;
        for (String signature : signatures.split(" ")) {
            fits |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
        }
        if (!fits) {
            return Verdict.WRONG;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now);
        return age.abs().compareTo(TOLERANCE) <= 0 ? Verdict.OK : Verdict.STALE;
    }

    private byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
