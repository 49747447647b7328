package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

    /** Such as {@code known-hands.en}: the floors' keys begin with it. */
    String name() {
        return set + "." + language;
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
        return Figure.sum(matchings.stream().map(fields::counts).toList());
    }

    int[] statuses() {
        return Figure.sum(matchings.stream().map(Statuses::counts).toList());
    }

    Calibration calibration() {
        return new Calibration(matchings);
    }

    Map<String, int[]> pairs() {
        return new MinimalPairs(agreement).counts(readings);
    }

    /** By name; without those for which there is nothing to measure. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        Tally alerts = Tally.at(Figure.sum(alerts(0)), 0);
        figures.put("article-macro-f1", Labels.macroF1(Figure.sum(articles())));
        figures.put("alert-precision", alerts.precision());
        figures.put("alert-recall", alerts.recall());
        figures.put("calibration", 1 - calibration().expectedError());
        if (isAnnotated()) {
            figures.put("sentence-macro-f1", Labels.macroF1(Figure.sum(sentences())));
            figures.put("whole-exact", share(Figure.sum(exact(CorpusItem::isWhole)), 2));
            figures.put("roundup-exact", share(Figure.sum(exact(CorpusItem::isRoundup)), 2));
            int[] counts = fields();
            for (Fields.Field field : Fields.Field.values()) {
                figures.put(field.key(), field.figure(counts));
            }
            figures.put("status-macro-f1", Statuses.macroF1(statuses()));
            figures.put("minimal-pairs", share(Figure.sum(List.copyOf(pairs().values())), 2));
        }
        figures.values().removeIf(value -> value.isNaN());
        return figures;
    }

    /** Of counts that begin with how many there are. */
    static double share(int[] counts, int number) {
        return counts.length == 0 ? Double.NaN : (double) counts[number] / counts[0];
    }
}
