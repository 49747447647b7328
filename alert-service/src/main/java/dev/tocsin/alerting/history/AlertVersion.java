package dev.tocsin.alerting.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.alerting.alert.Alert;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert said from a time on, until its next version.
 *
 * @param type of the message about it to those who were told of the alert before; {@code alert.amended} was not sent to them
 * @param at since when
 * @param previousVersion null on the first
 * @param changes from the version before
 * @param alert the whole document
 */
public record AlertVersion(
        int version, String type, Instant at, @Nullable Integer previousVersion, List<Change> changes, Alert alert) {
    /** Numbers stay as they were written. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /**
     * A field that says something else than before.
     *
     * @param before JSON, null where it said nothing; left out with {@code after} where both are long, for they stand in
     *     the documents
     */
    public record Change(
            String field,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object before,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object after) {}

    public AlertVersion {
        changes = List.copyOf(changes);
    }

    /**
     * @param data of the message about the version: the document, and what has changed; of before there were changes in
     *     it, the document alone
     */
    static AlertVersion of(int version, String type, Instant at, String data) {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : read(data).path("changes")) {
            changes.add(new Change(change.path("field").asText(), change.get("before"), change.get("after")));
        }
        return new AlertVersion(version, type, at, version == 1 ? null : version - 1, changes, Alert.fromJson(data));
    }

    private static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored version no longer reads", e);
        }
    }
}
