package dev.tocsin.alerting.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * What a program is told: {@code {type, timestamp, data}}, or the same as a CloudEvent.
 *
 * <p>The body stays below 20 kB (Standard Webhooks advice, our promise). An alert that outgrows it loses its last
 * reports first, then the last quotes of the report that remains; {@code reportsOmitted} says how many, and the API has
 * them all.
 */
public final class Envelope {

    /** The whole body has fewer bytes. */
    public static final int MAX_BYTES = 20_000;

    /** CloudEvents' {@code source}: a URI reference, since one installation's name in the world is not known here. */
    static final String SOURCE = "/tocsin/alerts";

    /** An id is added to a CloudEvent per message. */
    private static final int ROOM_FOR_ID = 100;

    /** Numbers stay as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private Envelope() {}

    /**
     * @param occurred when the event was recorded, not when it is sent
     * @param data a JSON object
     * @throws IllegalArgumentException when the data is no JSON object or cannot be brought below the limit
     */
    public static byte[] of(String type, Instant occurred, String data) {
        String head = "{\"type\":" + quoted(type) + ",\"timestamp\":" + quoted(millis(occurred)) + ",\"data\":";
        return fitted(data, MAX_BYTES, fitting -> head + fitting + "}");
    }

    /**
     * CloudEvents 1.0, JSON format, structured mode, but for the {@code id}, which is each message's own. The type is a
     * reverse-DNS name, as CloudEvents asks, because it has to be unlike those of other producers that one receiver
     * hears; it ends in the version of what {@code data} holds, so that another shape is another type.
     */
    static byte[] cloudEvent(String type, Instant occurred, String data) {
        String subject = subject(data);
        String head = "{\"specversion\":\"1.0\",\"type\":" + quoted("dev.tocsin." + type + ".v1") + ",\"source\":"
                + quoted(SOURCE) + (subject.isEmpty() ? "" : ",\"subject\":" + quoted(subject)) + ",\"time\":"
                + quoted(millis(occurred)) + ",\"datacontenttype\":\"application/json\",\"data\":";
        return fitted(data, MAX_BYTES - ROOM_FOR_ID, fitting -> head + fitting + "}");
    }

    /** The alert, or the subscription that an operational message is about. */
    private static String subject(String data) {
        JsonNode object = read(data);
        return object.path("id").asText(object.path("subscriptionId").asText(""));
    }

    private static String millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static byte[] fitted(String data, int limit, UnaryOperator<String> around) {
        byte[] body = around.apply(data).getBytes(StandardCharsets.UTF_8);
        return body.length < limit ? body : shortened(data, limit, around);
    }

    private static byte[] shortened(String data, int limit, UnaryOperator<String> around) {
        ObjectNode alert = read(data);
        if (alert.get("reports") instanceof ArrayNode reports) {
            int all = reports.size();
            while (omitLast(reports)) {
                alert.put("reportsOmitted", all - reports.size());
                byte[] body = around.apply(alert.toString()).getBytes(StandardCharsets.UTF_8);
                if (body.length < limit) {
                    return body;
                }
            }
        }
        throw new IllegalArgumentException(
                "a message of " + data.length() + " characters cannot be sent: the limit is 20 kB");
    }

    /** @throws IllegalArgumentException when it is no JSON object */
    static ObjectNode read(String data) {
        try {
            if (JSON.readTree(data) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the data of a message is a JSON object", e);
        }
        throw new IllegalArgumentException("the data of a message is a JSON object");
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
