package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A change to a subscription, written as a JSON Merge Patch (RFC 7396) of what {@code GET} shows. */
final class SubscriptionPatch {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final JsonNode patch;

    SubscriptionPatch(@Nullable JsonNode patch) throws InvalidSubscription {
        if (patch == null || !patch.isObject()) {
            throw new InvalidSubscription("body", "is no JSON object");
        }
        if (patch.has("secret")) {
            throw new InvalidSubscription("secret", "cannot be changed");
        }
        this.patch = patch;
    }

    /** The whole subscription as it is to be. */
    SubscriptionRequest applyTo(SubscriptionView current) throws InvalidSubscription {
        ObjectNode document = JSON.createObjectNode()
                .put("name", current.name())
                .put("url", current.url())
                .put("enabled", current.enabled())
                .<ObjectNode>set("filter", JSON.valueToTree(current.filter()))
                .set("types", JSON.valueToTree(current.types()));
        try {
            return JSON.treeToValue(merged(document, patch), SubscriptionRequest.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidSubscription(path(e), "is no property that can be changed");
        } catch (JsonMappingException e) {
            throw new InvalidSubscription(path(e), "has the wrong type");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree needs no parsing", e);
        }
    }

    /** Objects are merged, null removes, everything else replaces. */
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
        patch.fields().forEachRemaining(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merged(merged.path(change.getKey()), change.getValue()));
            }
        });
        return merged;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }
}
