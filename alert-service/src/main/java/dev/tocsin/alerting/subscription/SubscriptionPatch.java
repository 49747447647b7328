package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
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
        for (String key : List.of("secret", "scheme")) {
            if (patch.has(key)) {
                throw new InvalidSubscription(key, "is changed by POST /v1/subscriptions/{id}/secret/rotate");
            }
        }
        this.patch = foldedHeaders(patch);
    }

    /**
     * The whole subscription as it is to be.
     *
     * @param content what its owner chose; null when that was nothing
     */
    SubscriptionRequest applyTo(SubscriptionView current, @Nullable String content) throws InvalidSubscription {
        ObjectNode document = JSON.createObjectNode()
                .put("name", current.name())
                .put("url", current.url())
                .put("enabled", current.enabled())
                .put("handshake", current.handshake())
                .put("maxPerMinute", current.maxPerMinute())
                .put("content", content)
                .put("language", current.language())
                .put("expiresAfter", current.expiresAfter())
                .put("channelSecret", current.channelSecret())
                .<ObjectNode>set("headers", JSON.valueToTree(current.headers()))
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

    /** Names of headers mean the same in any case; ours are in lower case. */
    private static JsonNode foldedHeaders(JsonNode patch) {
        if (!patch.path("headers").isObject()) {
            return patch;
        }
        ObjectNode folded = patch.deepCopy();
        ObjectNode headers = folded.putObject("headers");
        patch.path("headers")
                .fields()
                .forEachRemaining(header -> headers.set(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return folded;
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
