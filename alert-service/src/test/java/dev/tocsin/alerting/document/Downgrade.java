package dev.tocsin.alerting.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An OpenAPI 3.1 document as one of 3.0, for a comparer that overlooks changes of 3.1's lists of types. Webhooks become
 * answers, since what changes in a message breaks its reader as what changes in an answer does.
 */
final class Downgrade {
    private Downgrade() {}

    static String of(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        copy.put("openapi", "3.0.3");
        ((ObjectNode) copy.get("info")).remove("summary");
        ObjectNode paths = (ObjectNode) copy.get("paths");
        JsonNode webhooks = copy.remove("webhooks");
        if (webhooks != null) {
            webhooks.properties().forEach(webhook -> {
                ObjectNode operation =
                        paths.putObject("/webhooks/" + webhook.getKey()).putObject("get");
                operation.set("operationId", webhook.getValue().at("/post/operationId"));
                operation
                        .putObject("responses")
                        .putObject("200")
                        .put("description", "The message")
                        .set("content", webhook.getValue().at("/post/requestBody/content"));
            });
        }
        lower(copy);
        return copy.toString();
    }

    private static void lower(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("examples", "example"));
            lowerTypes(object);
            lowerAnyOf(object);
        }
        node.forEach(Downgrade::lower);
    }

    private static void lowerTypes(ObjectNode object) {
        if (object.get("type") instanceof ArrayNode types) {
            List<String> real = new ArrayList<>();
            types.forEach(type -> real.add(type.asText()));
            if (real.remove("null")) {
                object.put("nullable", true);
            }
            object.put("type", String.join(" or ", real));
        }
    }

    /** Either a schema or null. */
    private static void lowerAnyOf(ObjectNode object) {
        JsonNode choices = object.path("anyOf");
        if (choices.size() == 2 && choices.get(1).path("type").asText().equals("null")) {
            object.remove("anyOf");
            object.put("nullable", true);
            object.putArray("allOf").add(choices.get(0));
        }
    }
}
