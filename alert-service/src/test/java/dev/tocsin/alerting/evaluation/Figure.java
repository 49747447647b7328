package dev.tocsin.alerting.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A measured figure.
 *
 * @param value NaN where there was nothing to measure it on
 * @param low end of the 95 % interval, as is {@code high}; both NaN where there is none
 */
record Figure(double value, double low, double high) {

    private static final int RESAMPLES = 1000;
    private static final int SEED = 20210625;

    /** The normal distribution's, for 95 %. */
    private static final double Z = 1.959964;

    private static final Figure NOTHING = new Figure(Double.NaN, Double.NaN, Double.NaN);

    /**
     * With its percentile bootstrap interval (Efron 1979): the events are drawn anew, with replacement, by the same seed
     * every time.
     *
     * @param rows each event's numbers
     * @param figure what the numbers, summed up over the events, amount to
     */
    static Figure resampled(List<double[]> rows, ToDoubleFunction<double[]> figure) {
        double value = rows.isEmpty() ? Double.NaN : figure.applyAsDouble(sum(rows));
        if (Double.isNaN(value)) {
            return NOTHING;
        }
        Random random = new Random(SEED);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double[] sums = new double[rows.get(0).length];
            for (int drawn = 0; drawn < rows.size(); drawn++) {
                add(sums, rows.get(random.nextInt(rows.size())));
            }
            values[i] = figure.applyAsDouble(sums);
        }
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return new Figure(value, percentile(sorted, 0.025), percentile(sorted, 0.975));
    }

    /** With its Wilson interval (1927), which says something of rare mistakes even where none was seen. */
    static Figure share(int hits, int of) {
        if (of == 0) {
            return NOTHING;
        }
        double share = (double) hits / of;
        double centre = share + Z * Z / (2 * of);
        double margin = Z * Math.sqrt(share * (1 - share) / of + Z * Z / (4.0 * of * of));
        double scale = 1 + Z * Z / of;
        return new Figure(share, Math.max(0, (centre - margin) / scale), Math.min(1, (centre + margin) / scale));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** None for no rows at all. */
    static double[] sum(List<double[]> rows) {
        double[] sums = new double[rows.isEmpty() ? 0 : rows.get(0).length];
        rows.forEach(row -> add(sums, row));
        return sums;
    }

    private static void add(double[] sums, double[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i];
        }
    }
}
