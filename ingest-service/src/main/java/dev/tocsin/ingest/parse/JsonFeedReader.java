package dev.tocsin.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of JSON Feed out of a document, item by item: what is no part of a feed is passed over unread, and a
 * document that breaks off gives the items that it has.
 */
final class JsonFeedReader {
    private static final int MAX_CHILDREN = 100;
    private static final JsonFactory STRICT = factory();
    private static final JsonFactory LENIENT = factory(
            JsonReadFeature.ALLOW_JAVA_COMMENTS,
            JsonReadFeature.ALLOW_TRAILING_COMMA,
            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
            JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);
    private static final Set<String> KNOWN = Set.of(
            // of a feed
            "version",
            "home_page_url",
            "feed_url",
            "description",
            "hubs",
            "type",
            // of an item
            "id",
            "external_url",
            "summary",
            "content_html",
            "content_text",
            "date_published",
            "date_modified",
            "tags",
            // of both, and of their authors
            "title",
            "url",
            "language",
            "author",
            "authors",
            "name");

    private final ObjectNode feed = JsonNodeFactory.instance.objectNode();
    private final List<JsonNode> items = new ArrayList<>();
    private final int maxItems;
    private boolean hasItems;
    private int count;

    private JsonFeedReader(int maxItems) {
        this.maxItems = maxItems;
    }

    /** @param feed its own fields, without the items */
    record Read(JsonNode feed, List<JsonNode> items) {}

    /** @throws MalformedFeedException where not even one item can be read */
    static Read read(String document, int maxItems, Warnings warnings) throws MalformedFeedException {
        JsonFeedReader strict = new JsonFeedReader(maxItems);
        if (strict.fill(document, STRICT) != null) {
            JsonFeedReader lenient = new JsonFeedReader(maxItems);
            JsonProcessingException fault = lenient.fill(document, LENIENT);
            if (fault == null) {
                warnings.add(
                        Code.LENIENT_JSON,
                        "The JSON has comments, trailing commas or the like, and was read leniently");
            } else if (lenient.items.isEmpty()) {
                throw new MalformedFeedException("The document looks like JSON but is not: "
                        + ParseWarning.quoted(fault.getOriginalMessage()) + ".");
            } else {
                warnings.addAtLine(
                        Code.TRUNCATED,
                        "The document breaks off or is no JSON from some place on; the items before it were read",
                        fault.getLocation() == null ? 0 : fault.getLocation().getLineNr());
            }
            return lenient.result(warnings);
        }
        return strict.result(warnings);
    }

    private Read result(Warnings warnings) throws MalformedFeedException {
        if (!hasItems) {
            throw new MalformedFeedException("The document is JSON but no JSON Feed: it has no \"items\".");
        }
        if (count > maxItems) {
            warnings.add(Code.TOO_MANY_ITEMS, "Only the first " + maxItems + " of " + count + " items were read");
        }
        return new Read(feed, items);
    }

    /** @return what is wrong with the document; null where nothing is */
    private @Nullable JsonProcessingException fill(String document, JsonFactory factory) {
        try (JsonParser json = factory.createParser(document)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    hasItems = true;
                    items(json);
                } else {
                    keep(name, json, feed);
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            return e;
        } catch (IOException e) {
            throw new UncheckedIOException("a string has no input to fail", e);
        }
    }

    private void items(JsonParser json) throws IOException {
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY && token != null;
                token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            count++;
            if (count <= maxItems) {
                items.add(value(json));
            } else {
                json.skipChildren();
            }
        }
    }

    private static void keep(String name, JsonParser json, ObjectNode into) throws IOException {
        if (KNOWN.contains(name) && into.size() < MAX_CHILDREN) {
            into.set(name, value(json));
        } else {
            json.skipChildren();
        }
    }

    /** As deep as the stream's own constraint allows, and never broad. Numbers stay as they are written. */
    private static JsonNode value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    keep(name, json, object);
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (JsonToken token = json.nextToken();
                        token != JsonToken.END_ARRAY && token != null;
                        token = json.nextToken()) {
                    if (array.size() < MAX_CHILDREN) {
                        array.add(value(json));
                    } else {
                        json.skipChildren();
                    }
                }
                return array;
            }
            case VALUE_NULL -> {
                return NullNode.instance;
            }
            default -> {
                return TextNode.valueOf(json.getText());
            }
        }
    }

    private static JsonFactory factory(JsonReadFeature... features) {
        var builder = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Markup.MAX_DEPTH)
                        .build());
        for (JsonReadFeature feature : features) {
            builder.enable(feature);
        }
        return builder.build();
    }
}
