package dev.tocsin.alerting.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.content.Wordbook;
import dev.tocsin.alerting.page.Visit;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An alert in a list: what one has to know to pass it by or to open it.
 *
 * @param lang of the title
 * @param percent of confidence
 * @param where jurisdictions by name, a country left out where a part of it stands
 * @param standing whether it stands for an event of its own
 */
public record AlertCard(
        String id,
        int version,
        String title,
        String lang,
        String category,
        String categoryName,
        String status,
        String statusName,
        int percent,
        String confidence,
        List<String> where,
        boolean standing,
        String stateName,
        String sources,
        Instant reportedAt,
        String reported,
        Optional<Instant> rangAt,
        String rang) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PLACES = 4;

    public static AlertCard of(Alert alert, Optional<Instant> rangAt, Visit visit) {
        Wordbook words = visit.words();
        return new AlertCard(
                alert.id(),
                alert.version(),
                Wordbook.line(alert.title()),
                lang(alert.title()),
                alert.category().wireName(),
                words.category(alert.category().wireName()),
                alert.status().wireName(),
                words.status(alert.status().wireName()),
                (int) Math.floor(alert.confidence() * 100 + 1e-9),
                words.confidence(alert.confidence()),
                where(alert, words),
                alert.state() == Alert.State.STANDING,
                words.state(alert.state().wireName()),
                visit.texts()
                        .count(
                                "sources",
                                alert.independentSources(),
                                visit.readable().number(alert.independentSources())),
                alert.firstReportedAt(),
                visit.readable().minute(alert.firstReportedAt()),
                rangAt,
                rangAt.map(at -> visit.readable().minute(at)).orElse(""));
    }

    /** The language that a text of unknown origin is read aloud in. */
    static String lang(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                ? "zh-Hans"
                : "en";
    }

    /** The document, as the wordbook reads it. */
    static JsonNode document(Alert alert) {
        try {
            return JSON.readTree(alert.toJson());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("An alert's own document always reads", e);
        }
    }

    private static List<String> where(Alert alert, Wordbook words) {
        List<String> codes = alert.jurisdictions();
        Stream<String> finest = codes.stream()
                .filter(code -> code.contains("-") || codes.stream().noneMatch(other -> other.startsWith(code + "-")));
        return finest.limit(MOST_PLACES).map(words::jurisdiction).toList();
    }
}
