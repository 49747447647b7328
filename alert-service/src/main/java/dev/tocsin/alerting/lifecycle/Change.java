package dev.tocsin.alerting.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a version says otherwise than the one before.
 *
 * @param field of the document
 * @param before JSON null when it said nothing
 */
public record Change(String field, JsonNode before, JsonNode after) {

    /** Whether the day of a date is another one: known only now, or no longer, or different. */
    @JsonIgnore
    boolean isOfDay() {
        return !day(before).equals(day(after));
    }

    private static String day(JsonNode date) {
        return date.path("precision").asText().equals("day") ? date.path("date").asText() : "";
    }
}
