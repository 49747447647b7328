package dev.tocsin.alerting.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How DingTalk and Feishu let a group's robot check who calls it. Both turn times away that are an hour off, so a signature
 * is each try's own.
 */
final class ChannelSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private ChannelSignature() {}

    /** DingTalk, "custom robot, signing": milliseconds; the secret is the key, and stands in the text too. */
    static String dingTalkQuery(String secret, Instant now) {
        long timestamp = now.toEpochMilli();
        String sign = base64(hmac(secret, timestamp + "\n" + secret));
        return "timestamp=" + timestamp + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8);
    }

    /** Feishu, "custom bot, signature verification": seconds; the text is the key, and nothing is signed by it. */
    static String feishuFields(String secret, Instant now) {
        long timestamp = now.getEpochSecond();
        String sign = base64(hmac(timestamp + "\n" + secret, ""));
        return "\"timestamp\":\"" + timestamp + "\",\"sign\":\"" + sign + "\"";
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
