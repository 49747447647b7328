package dev.tocsin.alerting.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Evidence;
import dev.tocsin.alerting.report.EventReported.Quantity;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Status;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One real-world event as subscribers see it: the {@code data} of a webhook and the element of a REST answer.
 *
 * @param version grows by one whenever the document changes
 * @param state whether it still stands for an event of its own
 * @param stateReason why it does not, in words
 * @param mergedInto id of the alert that tells of the same event
 * @param confidence of the surest report
 * @param place where it happens, when finer than the jurisdictions
 * @param reports the earliest ones that find room; {@code reportCount} says how many there are
 * @param independentSources how many outlets tell it in words of their own
 * @param firstReportedAt publication of the earliest report
 * @param lastReportedAt publication of the latest report
 */
public record Alert(
        String id,
        int version,
        State state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stateReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mergedInto,
        Category category,
        Status status,
        double confidence,
        String title,
        List<Actor> actors,
        List<String> jurisdictions,
        @Nullable Place place,
        @Nullable Place from,
        @Nullable Place to,
        @Nullable PartialDate occurred,
        @Nullable PartialDate effective,
        List<Quantity> quantities,
        List<Report> reports,
        int reportCount,
        int independentSources,
        Instant firstReportedAt,
        Instant lastReportedAt) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Whether an alert stands for an event of its own. */
    public enum State {
        @JsonProperty("standing")
        STANDING("standing"),
        /** Its reports tell of the event of another alert. */
        @JsonProperty("merged")
        MERGED("merged"),
        /** What it told was withdrawn or denied. */
        @JsonProperty("retracted")
        RETRACTED("retracted");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public Alert {
        // Documents of before there were states have none.
        state = Objects.requireNonNullElse(state, State.STANDING);
        actors = List.copyOf(actors);
        jurisdictions = List.copyOf(jurisdictions);
        quantities = List.copyOf(quantities);
        reports = List.copyOf(reports);
    }

    /** One article that tells of the event, with what it says verbatim. */
    public record Report(
            String articleId,
            @Nullable String url,
            @Nullable String outlet,
            String language,
            @Nullable Instant publishedAt,
            List<Evidence> evidence) {
        public Report {
            evidence = List.copyOf(evidence);
        }

        static Report of(EventReported report) {
            EventReported.Article article = report.article();
            return new Report(
                    article.articleId(),
                    article.url(),
                    article.outlet(),
                    article.language(),
                    article.publishedAt(),
                    report.evidence());
        }
    }

    /** The same in another state. */
    public Alert in(State other, @Nullable String reason, @Nullable String into) {
        return with(version, other, reason, into, actors, quantities, reports);
    }

    /** The same under another number. */
    public Alert at(int otherVersion) {
        return with(otherVersion, state, stateReason, mergedInto, actors, quantities, reports);
    }

    /** The same with fewer details. */
    Alert reducedTo(List<Actor> fewerActors, List<Quantity> fewerQuantities, List<Report> fewerReports) {
        return with(version, state, stateReason, mergedInto, fewerActors, fewerQuantities, fewerReports);
    }

    private Alert with(
            int otherVersion,
            State otherState,
            @Nullable String otherReason,
            @Nullable String otherInto,
            List<Actor> otherActors,
            List<Quantity> otherQuantities,
            List<Report> otherReports) {
        return new Alert(
                id,
                otherVersion,
                otherState,
                otherReason,
                otherInto,
                category,
                status,
                confidence,
                title,
                otherActors,
                jurisdictions,
                place,
                from,
                to,
                occurred,
                effective,
                otherQuantities,
                otherReports,
                reportCount,
                independentSources,
                firstReportedAt,
                lastReportedAt);
    }

    /** The document, as it is stored and shown. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("An alert is always writable", e);
        }
    }

    /** Reads a document of our own; what a later release has added to it is passed over. */
    public static Alert fromJson(String json) {
        try {
            return JSON.readValue(json, Alert.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored alert no longer reads", e);
        }
    }
}
