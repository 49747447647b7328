package dev.tocsin.alerting.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * B-cubed precision and recall (Bagga and Baldwin 1998): for each report, what share of its group is of its event, and
 * what share of its event is in its group; then the mean over the reports, itself counted on both sides.
 */
final class BCubed {

    private BCubed() {}

    /** A row to each event, which add up: its reports' precisions, their recalls, and how many reports. */
    static List<double[]> rows(Collection<Placed> reports) {
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (Placed report : reports) {
            double both = 0;
            int group = 0;
            int event = 0;
            for (Placed other : reports) {
                both += report.sameEvent(other) && report.sameGroup(other) ? 1 : 0;
                group += report.sameGroup(other) ? 1 : 0;
                event += report.sameEvent(other) ? 1 : 0;
            }
            double[] row = rows.computeIfAbsent(report.event(), name -> new double[3]);
            row[0] += both / group;
            row[1] += both / event;
            row[2]++;
        }
        return new ArrayList<>(rows.values());
    }

    static double precision(double[] sums) {
        return sums[0] / sums[2];
    }

    static double recall(double[] sums) {
        return sums[1] / sums[2];
    }

    /** The harmonic mean of the two. */
    static double f1(double[] sums) {
        return 2 * precision(sums) * recall(sums) / (precision(sums) + recall(sums));
    }
}
