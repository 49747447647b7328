package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Status;

/** Counts, of the events that were told, which status was taken for which. */
final class Statuses {

    private static final int ALL = Status.values().length;

    private Statuses() {}

    /** In rows of the wanted status, a column for each that was found. */
    static int[] counts(Matching matching) {
        int[] counts = new int[ALL * ALL];
        matching.pairs()
                .forEach(pair -> counts[
                        pair.event().status().ordinal() * ALL
                                + pair.report().status().ordinal()]++);
        return counts;
    }

    static int count(int[] counts, Status wanted, Status found) {
        return counts.length == 0 ? 0 : counts[wanted.ordinal() * ALL + found.ordinal()];
    }

    /** Over the statuses that are there to be found. */
    static double macroF1(int[] counts) {
        double sum = 0;
        int statuses = 0;
        for (Status status : Status.values()) {
            Tally tally = tally(counts, status);
            if (tally.wanted() > 0) {
                sum += tally.f1();
                statuses++;
            }
        }
        return sum / statuses;
    }

    static Tally tally(int[] counts, Status status) {
        int right = count(counts, status, status);
        int wanted = 0;
        int found = 0;
        for (Status other : Status.values()) {
            wanted += count(counts, status, other);
            found += count(counts, other, status);
        }
        return new Tally(right, found - right, wanted - right);
    }
}
