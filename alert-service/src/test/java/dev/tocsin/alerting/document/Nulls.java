package dev.tocsin.alerting.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What may be null in one version of a document and not in the other, which the comparer calls compatible either way: an
 * answer that may suddenly be null breaks who reads it, a request that may no longer be null breaks who sends it. Both
 * documents are of OpenAPI 3.0, as {@link Downgrade} makes them.
 */
final class Nulls {
    private final JsonNode recorded;
    private final JsonNode served;
    private final Set<String> seen = new HashSet<>();

    private Nulls(JsonNode recorded, JsonNode served) {
        this.recorded = recorded;
        this.served = served;
    }

    static boolean breakBetween(JsonNode recorded, JsonNode served) {
        Nulls nulls = new Nulls(recorded, served);
        for (var path : recorded.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                JsonNode before = method.getValue();
                JsonNode after = served.get("paths").path(path.getKey()).path(method.getKey());
                if (nulls.breakBodies(before.path("requestBody"), after.path("requestBody"), false)) {
                    return true;
                }
                for (var answer : before.path("responses").properties()) {
                    JsonNode now = after.path("responses").path(answer.getKey());
                    if (nulls.breakBodies(answer.getValue(), now, true)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean breakBodies(JsonNode before, JsonNode after, boolean answered) {
        JsonNode now = known(served, after).path("content");
        return known(recorded, before).path("content").properties().stream()
                .anyMatch(media -> breakSchemas(
                        media.getValue().path("schema"),
                        now.path(media.getKey()).path("schema"),
                        answered));
    }

    /** @param answered whether we say it, or else are told it */
    private boolean breakSchemas(JsonNode before, JsonNode after, boolean answered) {
        boolean nullBefore = before.path("nullable").asBoolean();
        boolean nullAfter = after.path("nullable").asBoolean();
        if (answered ? nullAfter && !nullBefore : nullBefore && !nullAfter && !after.isMissingNode()) {
            return true;
        }
        if (before.has("$ref") && !seen.add(before.get("$ref") + " " + after.path("$ref") + " " + answered)) {
            return false;
        }
        if (before.has("$ref") || after.has("$ref")) {
            return breakSchemas(known(recorded, before), known(served, after), answered);
        }
        JsonNode properties = after.path("properties");
        for (var property : before.path("properties").properties()) {
            if (breakSchemas(property.getValue(), properties.path(property.getKey()), answered)) {
                return true;
            }
        }
        for (int i = 0; i < before.path("allOf").size(); i++) {
            if (breakSchemas(before.get("allOf").get(i), after.path("allOf").path(i), answered)) {
                return true;
            }
        }
        return Set.of("items", "additionalProperties").stream()
                .anyMatch(part -> before.has(part) && breakSchemas(before.get(part), after.path(part), answered));
    }

    /** What a reference points to, or the node itself. */
    private static JsonNode known(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
