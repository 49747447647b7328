package dev.tocsin.alerting.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.SizeLimit;
import dev.tocsin.alerting.identity.Names;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of the message about one version of an alert: the document, {@code previousVersion} (null on the first), and
 * {@code changes}: field by field what it says otherwise than the version before.
 */
final class Message {
    /** Of the size limit, so much at most is for changes; the document has the rest. */
    static final int MOST_FOR_CHANGES = 3_500;

    private static final List<String> FIELDS = List.of(
            "status",
            "state",
            "occurred",
            "effective",
            "place",
            "from",
            "to",
            "jurisdictions",
            "actors",
            "independentSources",
            "title",
            "confidence",
            "quantities",
            "mergedInto");

    /** Numbers stay as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private Message() {}

    /** What differs, in the order of the document's importance. */
    static List<Change> changes(String before, String after) {
        JsonNode was = tree(before);
        JsonNode is = tree(after);
        List<Change> changes = new ArrayList<>();
        for (String field : FIELDS) {
            JsonNode one = field(was, field);
            JsonNode other = field(is, field);
            if (!same(one, other)) {
                changes.add(new Change(field, one, other));
            }
        }
        return changes;
    }

    /** @param document what {@code after} says, as JSON */
    static String data(@Nullable Alert before, Alert after, String document, List<Change> changes) {
        ArrayNode listed = JSON.createArrayNode();
        changes.forEach(change -> {
            ObjectNode entry = listed.addObject().put("field", change.field());
            entry.set("before", change.before());
            entry.set("after", change.after());
        });
        while (bytes(listed) > MOST_FOR_CHANGES) {
            leaveOutLongest(listed);
        }
        String told = listed.toString();
        int room = SizeLimit.MAX_BYTES - bytes(told);
        String fitting =
                bytes(document) <= room ? document : SizeLimit.fit(after, room).toJson();
        String previous = before == null ? "null" : String.valueOf(before.version());
        // The document is an object with properties: no need to read it again to add two.
        return fitting.substring(0, fitting.length() - 1) + ",\"previousVersion\":" + previous + ",\"changes\":" + told
                + "}";
    }

    /** The field is still named, and its value now stands in the document. */
    private static void leaveOutLongest(ArrayNode listed) {
        ObjectNode longest = null;
        for (JsonNode entry : listed) {
            if (longest == null || bytes(entry) > bytes(longest)) {
                longest = (ObjectNode) entry;
            }
        }
        if (longest == null || !longest.has("before")) {
            throw new IllegalStateException("Names of fields alone are never too long");
        }
        longest.remove(List.of("before", "after"));
    }

    /** Lists are compared as sets; actors by id or name, whatever the script that a report writes them in. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.equals(other) || !one.isArray() || !other.isArray()) {
            return one.equals(other);
        }
        return covers(one, other) && covers(other, one);
    }

    private static boolean covers(JsonNode all, JsonNode each) {
        Set<String> known = new HashSet<>();
        all.forEach(item -> known.addAll(keys(item)));
        for (JsonNode item : each) {
            if (keys(item).stream().noneMatch(known::contains)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> keys(JsonNode item) {
        if (!item.has("kind")) {
            return List.of(item.toString());
        }
        String name = "name " + Names.core(item.path("name").asText());
        return item.path("id").isTextual() ? List.of("id " + item.path("id").asText(), name) : List.of(name);
    }

    private static JsonNode field(JsonNode document, String field) {
        JsonNode value = document.get(field);
        return value == null ? NullNode.getInstance() : value;
    }

    private static int bytes(JsonNode node) {
        return bytes(node.toString());
    }

    private static int bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode tree(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A document of our own always reads", e);
        }
    }
}
