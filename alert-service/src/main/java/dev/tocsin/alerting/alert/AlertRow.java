package dev.tocsin.alerting.alert;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tocsin.alerting.alert.Gathering.Gathered;
import dev.tocsin.alerting.report.EventReported;
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
        @JsonRawValue String body) {

    /** The alert as it stands after reports have come to it. */
    static AlertRow of(Gathered gathered, Instant now) {
        List<EventReported> reports = gathered.reports();
        Alert alert = Composition.compose(gathered.before().id(), gathered.version(), reports);
        Facets facets = Facets.of(reports);
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
                gathered.before().raisedAt(),
                now,
                facets.searchText(),
                alert.toJson());
    }

    private static @Nullable String code(@Nullable Place place) {
        return place == null ? null : place.code();
    }
}
