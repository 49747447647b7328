package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.content.Envelope;
import java.time.Instant;

/** What one subscriber is told, as bytes. */
public final class WebhookMessage {

    /** Bytes of the whole body, where it is the envelope. */
    public static final int MAX_BYTES = Envelope.MAX_BYTES;

    private final String id;
    private final byte[] body;

    private WebhookMessage(String id, byte[] body) {
        this.id = id;
        this.body = body;
    }

    /**
     * The envelope {@code {type, timestamp, data}}, made once and the same on every try.
     *
     * @param id the webhook-id: one for all tries, receivers tell repeats by it
     * @param occurred when the event was recorded, not when it is sent
     * @param data a JSON object
     * @throws IllegalArgumentException when the data is no JSON object or cannot be brought below the limit
     */
    public static WebhookMessage of(String id, String type, Instant occurred, String data) {
        return of(id, Envelope.of(type, occurred, data));
    }

    /** @param body as its content renders and addresses it; not copied, not to be changed */
    public static WebhookMessage of(String id, byte[] body) {
        return new WebhookMessage(id, body);
    }

    public String id() {
        return id;
    }

    /** The bytes to sign and to send; not to be changed. */
    public byte[] body() {
        return body;
    }
}
