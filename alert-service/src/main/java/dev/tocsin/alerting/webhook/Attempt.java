package dev.tocsin.alerting.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * One HTTP try.
 *
 * @param latency from the start to the last byte of the answer, or to giving up
 * @param excerpt the start of the answer's body as clean text, for the owner to read; empty when there was none
 */
public record Attempt(Instant startedAt, Duration latency, AttemptOutcome outcome, String excerpt) {

    private static final int MAX_EXCERPT_BYTES = 1_024;

    /** Makes text of whatever came: cut at a kilobyte, without control characters, of which PostgreSQL refuses NUL. */
    public static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        String text = new String(body, 0, Math.min(body.length, MAX_EXCERPT_BYTES), StandardCharsets.UTF_8);
        String clean = text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ").strip();
        boolean cutInACharacter = body.length > MAX_EXCERPT_BYTES && clean.endsWith("\uFFFD");
        return cutInACharacter ? clean.substring(0, clean.length() - 1) : clean;
    }
}
