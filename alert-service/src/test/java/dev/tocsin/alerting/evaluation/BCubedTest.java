package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BCubedTest {

    private static final double EXACT = 1e-9;

    @Test
    void oneGroupToEachEventIsPerfect() {
        double[] sums = sums(placed("e", "1"), placed("e", "1"), placed("f", "2"));

        assertThat(new double[] {BCubed.precision(sums), BCubed.recall(sums), BCubed.f1(sums)})
                .containsExactly(1, 1, 1);
    }

    @Test
    void aSplitEventLosesRecallOnly() {
        // Of the event's three reports, two have 2/3 of it in their group and one has 1/3.
        double[] sums = sums(placed("e", "1"), placed("e", "1"), placed("e", "2"));

        assertThat(BCubed.precision(sums)).isEqualTo(1);
        assertThat(BCubed.recall(sums)).isCloseTo((2.0 / 3 + 2.0 / 3 + 1.0 / 3) / 3, within(EXACT));
        assertThat(BCubed.f1(sums)).isCloseTo(5.0 / 7, within(EXACT));
    }

    @Test
    void aWrongMergeLosesPrecisionOnly() {
        // Of the group's three reports, two are of one event and one of another.
        double[] sums = sums(placed("e", "1"), placed("e", "1"), placed("f", "1"));

        assertThat(BCubed.precision(sums)).isCloseTo((2.0 / 3 + 2.0 / 3 + 1.0 / 3) / 3, within(EXACT));
        assertThat(BCubed.recall(sums)).isEqualTo(1);
    }

    @Test
    void bothMistakesAtOnceAreCountedReportByReport() {
        // e: a and b in group 1 (with c of f), d in group 2. Precisions 2/3, 2/3, 1/3, 1; recalls 2/3, 2/3, 1, 1/3.
        double[] sums = sums(placed("e", "1"), placed("e", "1"), placed("f", "1"), placed("e", "2"));

        assertThat(BCubed.precision(sums)).isCloseTo(8.0 / 12, within(EXACT));
        assertThat(BCubed.recall(sums)).isCloseTo(8.0 / 12, within(EXACT));
    }

    @Test
    void rowsAreTheEvents() {
        List<double[]> rows = BCubed.rows(List.of(placed("e", "1"), placed("f", "1"), placed("e", "2")));

        assertThat(rows).containsExactly(new double[] {1.5, 1, 2}, new double[] {0.5, 1, 1});
    }

    private static Placed placed(String event, String group) {
        return new Placed(event, group, false);
    }

    private static double[] sums(Placed... reports) {
        return Figure.sum(BCubed.rows(List.of(reports)));
    }
}
