package dev.tocsin.alerting.document;

import com.fasterxml.jackson.databind.JsonNode;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/** Whether clients of one version of the document can live with another. */
record Comparison(boolean breaks, boolean majorIsRaised) {

    static Comparison of(JsonNode recorded, JsonNode served) {
        ChangedOpenApi changed = OpenApiCompare.fromContents(Downgrade.of(recorded), Downgrade.of(served));
        return new Comparison(changed.isIncompatible(), major(served) > major(recorded));
    }

    boolean mayBeRecorded() {
        return !breaks || majorIsRaised;
    }

    private static int major(JsonNode document) {
        return Integer.parseInt(document.at("/info/version").asText().split("\\.")[0]);
    }
}
