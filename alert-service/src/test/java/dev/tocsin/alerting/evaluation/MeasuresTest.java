package dev.tocsin.alerting.evaluation;

import static dev.tocsin.alerting.report.Reports.aBan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    /** Puts together what has the same title. */
    private static final Arrivals BY_TITLE = batches -> new Standing(
            Set.copyOf(batches.stream()
                    .flatMap(List::stream)
                    .collect(Collectors.groupingBy(
                            EventReported::title, Collectors.mapping(EventReported::reportId, Collectors.toSet())))
                    .values()),
            Set.of());

    @Test
    void alertsPerEventIsTheMeanOverTheEventsThatWereRead() {
        Measures measures = measures(told("e", null, "1"), told("e", null, "2"), told("f", null, "3"), unread("g"));

        assertThat(measures.alertsPerEvent().value()).isEqualTo(1.5);
        assertThat(measures.events()).isEqualTo(2);
    }

    @Test
    void aWrongMergeIsAnAlertOfSeveralEvents() {
        Measures measures =
                measures(told("e", null, "1"), told("f", null, "1"), told("g", null, "1"), told("h", null, "2"));

        assertThat(measures.wrongMerges()).isEqualTo(1);
        assertThat(measures.groups()).isEqualTo(2);
        assertThat(measures.figures()).containsEntry("wrong.merges.max", 0.5);
    }

    @Test
    void lookAlikesAreApartWithoutAnAlertInCommon() {
        Measures measures = measures(
                told("e", null, "1"), told("e", null, "2"), told("like-e", "e", "2"), told("also-like-e", "e", "3"));

        assertThat(measures.lookAlikes()).isEqualTo(2);
        assertThat(measures.lookAlikesApart()).isEqualTo(1);
    }

    @Test
    void aLookAlikeOfWhatWasNotReadDoesNotCount() {
        Measures measures = measures(unread("e"), told("like-e", "e", "2"));

        assertThat(measures.lookAlikes()).isZero();
    }

    @Test
    void theIntervalOfAShareIsWilsons() {
        Figure none = Figure.share(0, 10);

        assertThat(none.value()).isZero();
        assertThat(none.low()).isCloseTo(0, within(1e-9));
        assertThat(none.high()).isCloseTo(0.2775, within(1e-4));
    }

    private static Measures measures(Told... articles) {
        return new Measures(List.of(new Pool(Part.TEST, List.of(articles), BY_TITLE)));
    }

    private static Told told(String event, @Nullable String looksLike, String title) {
        return new Told(story(event, looksLike, title), aBan(title, "CN-SC").build());
    }

    private static Told unread(String event) {
        return new Told(story(event, null, "Unread"), null);
    }

    private static Story story(String event, @Nullable String looksLike, String title) {
        return new Story(
                event + "-" + title,
                event,
                Category.MINING_BAN,
                "en",
                null,
                Instant.parse("2021-06-18T08:00:00Z"),
                title,
                title,
                looksLike);
    }
}
