package dev.tocsin.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One message that has arrived.
 *
 * @param times how often this id has arrived so far, 1 for the first
 * @param body whatever was sent; a missing node if that was no JSON
 */
public record Ring(String id, int times, WebhookSignature.Verdict verdict, Instant at, JsonNode body) {
    public String type() {
        return body.path("type").asText("?");
    }

    public JsonNode alert() {
        return body.path("data");
    }
}
