package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** One set's items of one language, and what is measured on them. */
final class View {

    private final String set;
    private final String language;
    private final List<Reading> readings;
    private final List<Matching> matchings;
    private final Agreement agreement;
    private final Fields fields;

    /**
     * @param set such as {@code known-hands}
     * @param language a tag that the items' begin with
     */
    View(String set, String language, List<Reading> all, Agreement agreement) {
        this.set = set;
        this.language = language;
        this.agreement = agreement;
        this.fields = new Fields(agreement.names());
        this.readings = all.stream()
                .filter(reading -> reading.item().language().startsWith(language))
                .toList();
        this.matchings = readings.stream()
                .map(reading -> Matching.of(reading, agreement))
                .toList();
    }

    String set() {
        return set;
    }

    String language() {
        return language;
    }

    List<Reading> readings() {
        return readings;
    }

    List<Matching> matchings() {
        return matchings;
    }

    /** False of headlines, of which nobody has told more than the categories. */
    boolean isAnnotated() {
        return readings.stream().noneMatch(reading -> RealNews.isHeadline(reading.item()));
    }

    List<int[]> articles() {
        return readings.stream().map(Labels::article).toList();
    }

    List<int[]> sentences() {
        return readings.stream().map(Labels::sentences).toList();
    }

    List<int[]> alerts(double confidence) {
        return matchings.stream()
                .map(matching -> Alerts.counts(matching, confidence))
                .toList();
    }

    List<int[]> exact(Predicate<CorpusItem> which) {
        return readings.stream()
                .filter(reading -> which.test(reading.item()))
                .map(reading -> Alerts.exact(reading, agreement))
                .toList();
    }

    int[] fields() {
        return Figure.sum(fieldRows());
    }

    private List<int[]> fieldRows() {
        return matchings.stream().map(fields::counts).toList();
    }

    Calibration calibration() {
        return new Calibration(matchings);
    }

    Map<String, int[]> pairs() {
        return new MinimalPairs(agreement).counts(readings);
    }

    /** By name; without those for which there is nothing to measure. */
    Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("article-macro-f1", Figure.resampled(articles(), Labels::macroF1));
        List<int[]> alerts = alerts(0);
        figures.put(
                "alert-precision",
                Figure.resampled(alerts, sums -> Tally.at(sums, 0).precision()));
        figures.put(
                "alert-recall",
                Figure.resampled(alerts, sums -> Tally.at(sums, 0).recall()));
        Calibration calibration = calibration();
        figures.put("calibration-error", Figure.of(calibration.expectedError(), calibration.reports()));
        figures.put("brier", Figure.of(calibration.brier(), calibration.reports()));
        if (isAnnotated()) {
            figures.put("sentence-macro-f1", Figure.resampled(sentences(), Labels::macroF1));
            figures.put("whole-exact", Figure.resampled(exact(CorpusItem::isWhole), sums -> share(sums, 2)));
            figures.put(
                    "roundup-exact",
                    Figure.resampled(exact(item -> item.kind().equals("roundup")), sums -> share(sums, 2)));
            List<int[]> rows = fieldRows();
            for (Fields.Field field : Fields.Field.values()) {
                figures.put(field.key(), Figure.resampled(rows, field::figure));
            }
            figures.put("status-macro-f1", figure(matchings, Statuses::macroF1));
            figures.put("minimal-pairs", pairsRight());
        }
        figures.values().removeIf(figure -> !figure.isMeasured());
        return figures;
    }

    private static Figure figure(List<Matching> matchings, ToDoubleFunction<int[]> figure) {
        return Figure.resampled(matchings.stream().map(Statuses::counts).toList(), figure);
    }

    private Figure pairsRight() {
        int[] sums = Figure.sum(List.copyOf(pairs().values()));
        return sums.length == 0 ? Figure.of(Double.NaN, 0) : Figure.of(share(sums, 2), sums[0]);
    }

    /** Of counts that begin with how many there are. */
    static double share(int[] counts, int number) {
        return counts.length == 0 ? Double.NaN : (double) counts[number] / counts[0];
    }
}
