package dev.tocsin.alerting.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Of all pairs of reports, those of one event that are in one group. */
final class Pairs {

    /** Of a pair that was put together wrongly, each of its two events bears half. */
    private static final double HALF = 0.5;

    private Pairs() {}

    /**
     * A row to each event, which add up: pairs together rightly, pairs together wrongly, pairs apart wrongly.
     *
     * @param which the pairs that count; told the same of both orders
     */
    static List<double[]> rows(List<Placed> reports, BiPredicate<Placed, Placed> which) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        // Those without a pair are drawn too when events are drawn anew.
        reports.forEach(report -> row(rows, report));
        for (int i = 0; i < reports.size(); i++) {
            for (int j = i + 1; j < reports.size(); j++) {
                Placed a = reports.get(i);
                Placed b = reports.get(j);
                if (which.test(a, b)) {
                    count(rows, a, b);
                }
            }
        }
        return new ArrayList<>(rows.values());
    }

    private static void count(Map<String, double[]> rows, Placed a, Placed b) {
        if (a.sameEvent(b)) {
            row(rows, a)[a.sameGroup(b) ? 0 : 2]++;
        } else if (a.sameGroup(b)) {
            row(rows, a)[1] += HALF;
            row(rows, b)[1] += HALF;
        }
    }

    private static double[] row(Map<String, double[]> rows, Placed report) {
        return rows.computeIfAbsent(report.event(), event -> new double[3]);
    }

    /** NaN where nothing was put together. */
    static double precision(double[] sums) {
        return sums[0] / (sums[0] + sums[1]);
    }

    /** NaN where nothing belongs together. */
    static double recall(double[] sums) {
        return sums[0] / (sums[0] + sums[2]);
    }

    static double f1(double[] sums) {
        return 2 * sums[0] / (2 * sums[0] + sums[1] + sums[2]);
    }

    /** How many belong together. */
    static int wanted(double[] sums) {
        return (int) (sums[0] + sums[2]);
    }
}
