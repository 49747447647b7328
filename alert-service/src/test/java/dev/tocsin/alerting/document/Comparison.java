package dev.tocsin.alerting.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.openapitools.openapidiff.core.OpenApiCompare;

/** Whether clients of one version of the document can live with another. */
record Comparison(boolean breaks, boolean majorIsRaised) {

    static Comparison of(JsonNode recorded, JsonNode served) throws JsonProcessingException {
        String before = Downgrade.of(recorded);
        String after = Downgrade.of(served);
        boolean breaks = OpenApiCompare.fromContents(before, after).isIncompatible()
                || Nulls.breakBetween(Document.JSON.readTree(before), Document.JSON.readTree(after));
        return new Comparison(breaks, major(served) > major(recorded));
    }

    boolean mayBeRecorded() {
        return !breaks || majorIsRaised;
    }

    private static int major(JsonNode document) {
        return Integer.parseInt(document.at("/info/version").asText().split("\\.")[0]);
    }
}
