package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class PairsTest {

    private static final BiPredicate<Placed, Placed> ALL = (a, b) -> true;
    private static final BiPredicate<Placed, Placed> ACROSS = (a, b) -> a.chinese() != b.chinese();

    @Test
    void pairsAreRightWrongOrMissed() {
        // e has three pairs: one together, two apart. The two of e in group 1 stand there with f: two wrong pairs.
        double[] sums = sums(
                ALL, english("e", "1"), english("e", "1"), english("e", "2"), english("f", "1"), english("g", "3"));

        assertThat(sums).containsExactly(1, 2, 2);
        assertThat(Pairs.precision(sums)).isEqualTo(1.0 / 3);
        assertThat(Pairs.recall(sums)).isEqualTo(1.0 / 3);
        assertThat(Pairs.f1(sums)).isEqualTo(1.0 / 3);
        assertThat(Pairs.wanted(sums)).isEqualTo(3);
    }

    @Test
    void aWrongPairIsHalfEachEventsOwn() {
        List<double[]> rows = Pairs.rows(List.of(english("e", "1"), english("f", "1")), ALL);

        assertThat(rows).containsExactly(new double[] {0, 0.5, 0}, new double[] {0, 0.5, 0});
    }

    @Test
    void onlyThePairsAskedForCount() {
        // Across the two languages: English 1 and 2 with Chinese 1, of which one is together.
        double[] sums = sums(ACROSS, english("e", "1"), english("e", "2"), chinese("e", "1"));

        assertThat(sums).containsExactly(1, 0, 1);
    }

    @Test
    void nothingTogetherHasNoPrecision() {
        double[] sums = sums(ALL, english("e", "1"), english("e", "2"));

        assertThat(Pairs.precision(sums)).isNaN();
        assertThat(Pairs.f1(sums)).isZero();
    }

    private static Placed english(String event, String group) {
        return new Placed(event, group, false);
    }

    private static Placed chinese(String event, String group) {
        return new Placed(event, group, true);
    }

    private static double[] sums(BiPredicate<Placed, Placed> which, Placed... reports) {
        return Figure.sum(Pairs.rows(List.of(reports), which));
    }
}
