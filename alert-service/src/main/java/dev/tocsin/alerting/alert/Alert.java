package dev.tocsin.alerting.alert;

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
import org.jspecify.annotations.Nullable;

/**
 * One real-world event as subscribers see it: the {@code data} of a webhook and the element of a REST answer.
 *
 * @param version grows by one whenever the document changes
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

    public Alert {
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

    /** The document, as it is stored and sent. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("An alert is always writable", e);
        }
    }

    /** Reads a document of our own; what a later release has added to it is passed over. */
    static Alert fromJson(String json) {
        try {
            return JSON.readValue(json, Alert.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored alert no longer reads", e);
        }
    }
}
