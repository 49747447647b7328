package dev.tocsin.alerting.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code webhook-signature} header: HMAC-SHA256 over {@code id.timestamp.body} (Standard Webhooks 1.0, scheme v1).
 */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * @param timestamp the time of this try, signed as unix seconds; never the time of the event, or a late retry is
     *     refused as a replay
     * @param body the bytes exactly as they are sent
     */
    public static String sign(SigningSecret secret, String webhookId, Instant timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update((webhookId + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
