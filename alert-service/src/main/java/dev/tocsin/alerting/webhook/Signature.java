package dev.tocsin.alerting.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** The {@code webhook-signature} header over {@code id.timestamp.body} (Standard Webhooks 1.0). */
public final class Signature {

    private Signature() {}

    /**
     * Of all keys that sign at that time, the newest first, separated by blanks.
     *
     * @param webhookId without a dot, since that is what separates the signed parts
     * @param timestamp the time of this try, signed as unix seconds; never the time of the event, or a late retry is
     *     refused as a replay
     * @param body the bytes exactly as they are sent
     */
    public static String sign(KeyRing keys, String webhookId, Instant timestamp, byte[] body) {
        byte[] content = content(webhookId, timestamp, body);
        return keys.at(timestamp).stream()
                .map(KeyRing.Entry::key)
                .map(key -> key.scheme() + "," + Base64.getEncoder().encodeToString(key.sign(content)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] content(String webhookId, Instant timestamp, byte[] body) {
        if (webhookId.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a webhook-id has no dot: the signed text could be cut elsewhere");
        }
        byte[] head = (webhookId + "." + timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return content;
    }
}
