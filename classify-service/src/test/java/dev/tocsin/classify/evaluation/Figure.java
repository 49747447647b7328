package dev.tocsin.classify.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A measured figure.
 *
 * @param value NaN where there was nothing to measure it on
 * @param low end of the 95 % interval, as is {@code high}; both NaN where none was drawn
 * @param cases how many items it was measured on
 */
record Figure(double value, double low, double high, int cases) {

    private static final int RESAMPLES = 1000;
    private static final int SEED = 20210625;

    static Figure of(double value, int cases) {
        return new Figure(value, Double.NaN, Double.NaN, cases);
    }

    /**
     * With its percentile bootstrap interval (Efron 1979): the items are drawn anew, with replacement, by the same seed
     * every time.
     *
     * @param rows each item's counts
     * @param figure what the counts, summed up over the items, amount to
     */
    static Figure resampled(List<int[]> rows, ToDoubleFunction<int[]> figure) {
        double value = rows.isEmpty() ? Double.NaN : figure.applyAsDouble(sum(rows));
        if (Double.isNaN(value)) {
            return of(value, rows.size());
        }
        Random random = new Random(SEED);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            int[] sums = new int[rows.get(0).length];
            for (int drawn = 0; drawn < rows.size(); drawn++) {
                add(sums, rows.get(random.nextInt(rows.size())));
            }
            values[i] = figure.applyAsDouble(sums);
        }
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return new Figure(value, percentile(sorted, 0.025), percentile(sorted, 0.975), rows.size());
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** All zero for no rows at all. */
    static int[] sum(List<int[]> rows) {
        int[] sums = new int[rows.isEmpty() ? 0 : rows.get(0).length];
        rows.forEach(row -> add(sums, row));
        return sums;
    }

    private static void add(int[] sums, int[] row) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i];
        }
    }
}
