package dev.tocsin.alerting.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one subscriber is told: the envelope {@code {type, timestamp, data}} as bytes, made once and the same on every
 * try.
 *
 * <p>The body stays below 20 kB (Standard Webhooks advice, our promise). An alert that outgrows it loses its last
 * reports first, then the last quotes of the report that remains; {@code reportsOmitted} says how many, and the API has
 * them all.
 */
public final class WebhookMessage {

    /** Bytes of the whole body. */
    public static final int MAX_BYTES = 20_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final byte[] body;

    private WebhookMessage(String id, byte[] body) {
        this.id = id;
        this.body = body;
    }

    /**
     * @param id the webhook-id: one for all tries, receivers tell repeats by it
     * @param occurred when the event was recorded, not when it is sent
     * @param data a JSON object
     * @throws IllegalArgumentException when the data is no JSON object or cannot be brought below the limit
     */
    public static WebhookMessage of(String id, String type, Instant occurred, String data) {
        byte[] body = envelope(type, occurred, data);
        return new WebhookMessage(id, body.length < MAX_BYTES ? body : shortened(type, occurred, data));
    }

    public String id() {
        return id;
    }

    /** The bytes to sign and to send; not to be changed. */
    public byte[] body() {
        return body;
    }

    private static byte[] envelope(String type, Instant occurred, String data) {
        return ("{\"type\":\"" + type + "\",\"timestamp\":\"" + occurred.truncatedTo(ChronoUnit.MILLIS) + "\",\"data\":"
                        + data + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] shortened(String type, Instant occurred, String data) {
        try {
            if (JSON.readTree(data) instanceof ObjectNode alert && alert.get("reports") instanceof ArrayNode reports) {
                int all = reports.size();
                while (omitLast(reports)) {
                    alert.put("reportsOmitted", all - reports.size());
                    byte[] body = envelope(type, occurred, JSON.writeValueAsString(alert));
                    if (body.length < MAX_BYTES) {
                        return body;
                    }
                }
            }
            throw new IllegalArgumentException(
                    "a message of " + data.length() + " characters cannot be sent: the limit is 20 kB");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the data of a message is a JSON object", e);
        }
    }

    private static boolean omitLast(ArrayNode reports) {
        if (reports.size() > 1) {
            reports.remove(reports.size() - 1);
            return true;
        }
        JsonNode evidence = reports.path(0).path("evidence");
        if (evidence instanceof ArrayNode quotes && !quotes.isEmpty()) {
            quotes.remove(quotes.size() - 1);
            return true;
        }
        return false;
    }
}
