package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.report.EventReport;
import java.util.ArrayList;
import java.util.List;

/** Counts, event by event, what a subscriber would have been told. */
final class Alerts {

    private Alerts() {}

    /** Of the reports from a confidence on: right, wrong, and events not told. */
    static int[] counts(Matching matching, double confidence) {
        int[] counts = new int[Tally.WIDTH];
        long told = matching.pairs().stream()
                .filter(pair -> pair.isRight() && pair.report().confidence() >= confidence)
                .map(pair -> System.identityHashCode(pair.event()))
                .distinct()
                .count();
        for (Matching.Pair pair : matching.pairs()) {
            if (pair.report().confidence() >= confidence) {
                counts[pair.isRight() ? 0 : 1]++;
            }
        }
        for (EventReport report : matching.extra()) {
            counts[1] += report.confidence() >= confidence ? 1 : 0;
        }
        long events = matching.pairs().stream()
                        .map(pair -> System.identityHashCode(pair.event()))
                        .distinct()
                        .count()
                + matching.missed().size();
        counts[2] = (int) (events - told);
        return counts;
    }

    /** An item told exactly: by categories alone, and by categories with what tells two such events apart. */
    static int[] exact(Reading reading, Agreement agreement) {
        CorpusItem item = reading.item();
        List<Category> wanted = new ArrayList<>(
                item.events().stream().map(CorpusEvent::category).sorted().toList());
        List<Category> found = new ArrayList<>(
                reading.reports().stream().map(EventReport::category).sorted().toList());
        boolean exact = agreement.isExact(item.events(), reading.reports());
        return new int[] {1, wanted.equals(found) ? 1 : 0, exact ? 1 : 0};
    }
}
