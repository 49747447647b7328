package dev.tocsin.alerting.lifecycle;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Facets;
import dev.tocsin.alerting.report.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All columns of {@code alerts.alert}, by their names. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AlertRow(
        String id,
        int version,
        String category,
        String status,
        double confidence,
        String title,
        List<String> jurisdictions,
        Set<String> jurisdictionsWide,
        Set<String> actorIds,
        Set<String> actorNames,
        @Nullable String fromCode,
        @Nullable String toCode,
        LocalDate occurredFrom,
        LocalDate occurredTo,
        Instant firstReportedAt,
        Instant lastReportedAt,
        Instant raisedAt,
        Instant updatedAt,
        String searchText,
        @JsonRawValue String body,
        String state,
        @Nullable String stateReason,
        @Nullable String mergedInto,
        Set<String> languages,
        Set<String> foundBy) {

    /** The alert as it stands after reports have come to it. */
    static AlertRow of(Outcome outcome, Instant now) {
        Alert alert = outcome.after();
        Facets facets = Facets.of(outcome.reports());
        return new AlertRow(
                alert.id(),
                alert.version(),
                alert.category().wireName(),
                alert.status().wireName(),
                alert.confidence(),
                alert.title(),
                alert.jurisdictions(),
                facets.jurisdictions(),
                facets.actorIds(),
                facets.actorNames(),
                code(alert.from()),
                code(alert.to()),
                facets.window().from(),
                facets.window().to(),
                alert.firstReportedAt(),
                alert.lastReportedAt(),
                outcome.raisedAt(),
                now,
                facets.searchText(),
                outcome.document(),
                alert.state().wireName(),
                alert.stateReason(),
                alert.mergedInto(),
                facets.languages(),
                facets.foundBy());
    }

    private static @Nullable String code(@Nullable Place place) {
        return place == null ? null : place.code();
    }

    /** The columns that change when an alert only changes its state: what it is found by stays. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OfState(
            String id,
            int version,
            Instant updatedAt,
            @JsonRawValue String body,
            String state,
            @Nullable String stateReason,
            @Nullable String mergedInto) {
        static OfState of(Outcome outcome, Instant now) {
            Alert alert = outcome.after();
            return new OfState(
                    alert.id(),
                    alert.version(),
                    now,
                    outcome.document(),
                    alert.state().wireName(),
                    alert.stateReason(),
                    alert.mergedInto());
        }
    }
}
