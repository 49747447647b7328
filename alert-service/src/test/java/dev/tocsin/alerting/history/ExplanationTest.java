package dev.tocsin.alerting.history;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.lifecycle.Known;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Placed;
import dev.tocsin.alerting.report.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String ONE = Reports.id("alr", 1);
    private static final String OTHER = Reports.id("alr", 2);

    @Test
    void tiesSayWhatBroughtReportsTogether() {
        EventReported first = move("Kestrel Rigs moves").to("Kazakhstan", "KZ").build();
        EventReported second =
                move("Kestrel Rigs leaves").to("Kazakhstan", "KZ").build();

        Explanation explanation = explain(standing(ONE, first, second), Map.of());

        assertThat(explanation.asToday()).isTrue();
        assertThat(explanation.merged()).isNull();
        assertThat(explanation.reports())
                .extracting(Explanation.Told::reportId)
                .containsExactly(first.reportId(), second.reportId());
        assertThat(explanation.ties()).singleElement().satisfies(tie -> {
            assertThat(List.of(tie.reportId(), tie.otherReportId()))
                    .containsExactlyInAnyOrder(first.reportId(), second.reportId());
            assertThat(tie.reasons()).isNotEmpty();
            assertThat(tie.strength()).isPositive();
        });
        assertThat(explanation.refused()).isEmpty();
    }

    @Test
    void refusalNamesTheOtherAlertAndWhatForbidsIt() {
        EventReported east =
                move("Kestrel Rigs to Kazakhstan").to("Kazakhstan", "KZ").build();
        EventReported west = move("Kestrel Rigs to Texas").to("Texas", "US-TX").build();
        EventReported somewhere = move("Kestrel Rigs moves").build();

        Explanation explanation = explain(standing(ONE, east, somewhere), Map.of(), standing(OTHER, west));

        assertThat(explanation.refused()).singleElement().satisfies(refusal -> {
            assertThat(refusal.alertId()).isEqualTo(OTHER);
            assertThat(refusal.reportId()).isEqualTo(somewhere.reportId());
            assertThat(refusal.otherReportId()).isEqualTo(west.reportId());
            assertThat(refusal.likeness()).isNotEmpty();
            assertThat(refusal.because()).isNotBlank();
            assertThat(refusal.contradicting()).containsExactly(east.reportId(), west.reportId());
        });
    }

    @Test
    void mergedAlertSaysIntoWhichAndByWhat() {
        EventReported kestrel =
                move("Kestrel Rigs moves").to("Kazakhstan", "KZ").build();
        EventReported tarn = aMove("Tarn Compute moves", "Tarn Compute", null)
                .to("Kazakhstan", "KZ")
                .build();
        EventReported both = move("Kestrel Rigs and Tarn Compute move")
                .by("Tarn Compute", Kind.COMPANY, null)
                .to("Kazakhstan", "KZ")
                .build();
        Known merged = new Known(
                Composition.compose(OTHER, 2, List.of(tarn)).in(State.MERGED, null, ONE), Instant.EPOCH, List.of());
        Known target = new Known(
                Composition.compose(ONE, 2, List.of(kestrel, tarn, both)),
                Instant.EPOCH,
                List.of(
                        new Placed(kestrel, ONE, ONE, true),
                        new Placed(tarn, ONE, OTHER, true),
                        new Placed(both, ONE, ONE, true)));

        Explanation explanation = explain(merged, Map.of(), target);

        assertThat(explanation.state()).isEqualTo(State.MERGED);
        assertThat(explanation.asToday()).isTrue();
        assertThat(explanation.reports()).extracting(Explanation.Told::reportId).containsExactly(tarn.reportId());
        assertThat(explanation.merged()).satisfies(end -> {
            assertThat(end.into()).isEqualTo(ONE);
            assertThat(end.ties())
                    .singleElement()
                    .satisfies(tie -> assertThat(List.of(tie.reportId(), tie.otherReportId()))
                            .containsExactlyInAnyOrder(tarn.reportId(), both.reportId()));
        });
    }

    @Test
    void withdrawnReportSaysWhatTookItsPlace() {
        EventReported report = move("Kestrel Rigs moves").build();
        Alert retracted = Composition.compose(ONE, 2, List.of(report))
                .in(State.RETRACTED, "every report of it was withdrawn", null);

        Explanation explanation = explain(
                new Known(retracted, Instant.EPOCH, List.of(new Placed(report, ONE, ONE, false))),
                Map.of(report.article().articleId(), 3));

        assertThat(explanation.stateReason()).isEqualTo("every report of it was withdrawn");
        assertThat(explanation.ties()).isEmpty();
        assertThat(explanation.reports()).singleElement().satisfies(told -> {
            assertThat(told.active()).isFalse();
            assertThat(told.withdrawnBecause()).isEqualTo("Revision 3 of the article takes its place.");
        });
    }

    @Test
    void alertThatTheRulesOfTodayWouldSplitSaysSo() {
        EventReported kestrel =
                move("Kestrel Rigs moves").to("Kazakhstan", "KZ").build();
        EventReported elsewhere = aMove("Tarn Compute moves", "Tarn Compute", null)
                .to("Texas", "US-TX")
                .build();

        assertThat(explain(standing(ONE, kestrel, elsewhere), Map.of()).asToday())
                .isFalse();
    }

    private static Reports move(String title) {
        return aMove(title, "Kestrel Rigs", null);
    }

    private static Known standing(String id, EventReported... reports) {
        return new Known(
                Composition.compose(id, 1, List.of(reports)),
                Instant.EPOCH,
                Stream.of(reports)
                        .map(report -> new Placed(report, id, id, true))
                        .toList());
    }

    private static Explanation explain(Known alert, Map<String, Integer> revisions, Known... others) {
        return Explanation.of(
                alert.document(),
                Stream.concat(Stream.of(alert), Stream.of(others)).toList(),
                revisions);
    }
}
