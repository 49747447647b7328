package dev.tocsin.classify.evaluation;

/** What was found of what was to be found; NaN where there was nothing to find and nothing was found. */
record Tally(int right, int wrong, int missed) {

    /** Counts stand in rows of three each: right, wrong, missed. */
    static final int WIDTH = 3;

    /** @param number of the three that are meant */
    static Tally at(int[] counts, int number) {
        return counts.length == 0
                ? new Tally(0, 0, 0)
                : new Tally(counts[WIDTH * number], counts[WIDTH * number + 1], counts[WIDTH * number + 2]);
    }

    static void count(int[] counts, int number, boolean wanted, boolean found) {
        if (wanted || found) {
            counts[WIDTH * number + (wanted && found ? 0 : found ? 1 : 2)]++;
        }
    }

    double precision() {
        return (double) right / (right + wrong);
    }

    double recall() {
        return (double) right / (right + missed);
    }

    double f1() {
        return 2.0 * right / (2 * right + wrong + missed);
    }

    int wanted() {
        return right + missed;
    }
}
