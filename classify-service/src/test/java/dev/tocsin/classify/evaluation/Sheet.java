package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.corpus.CorpusItem;
import java.util.List;
import java.util.Map;

/** Lays the figures out for a reader. */
final class Sheet {

    private static final List<Double> CONFIDENCES = List.of(0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95);

    private static final Map<String, String> NAMES = Map.of(
            Evaluation.KNOWN,
            "test part, known hands",
            Evaluation.NEW,
            "test part, new hands",
            Evaluation.REAL,
            "real news",
            "en",
            "English",
            "zh",
            "Chinese",
            "zh-Hans",
            "simplified",
            "zh-Hant",
            "traditional");

    private final Evaluation evaluation;
    private final Screen screen;
    private final List<View> views;

    Sheet(Evaluation evaluation, Screen screen) {
        this.evaluation = evaluation;
        this.screen = screen;
        this.views = evaluation.views(Evaluation.LANGUAGES);
    }

    void print() {
        views.forEach(this::printClasses);
        printMacroF1();
        printAlerts();
        printExact();
        printFields();
        printStatuses();
        printCalibration();
        printPairs();
        printGate();
    }

    static String name(String word) {
        return NAMES.getOrDefault(word, word);
    }

    static String name(View view) {
        return name(view.set()) + ", " + name(view.language());
    }

    private void printClasses(View view) {
        boolean annotated = view.isAnnotated();
        screen.heading("%s: %d items", name(view), view.readings().size());
        screen.columns("%-16s %-44s%s", "", "article", annotated ? "sentence" : "");
        String columns = "precision recall    F1   right wrong missed";
        screen.columns("%-16s %-44s%s", "", columns, annotated ? columns : "");
        int[] articles = Figure.sum(view.articles());
        int[] sentences = Figure.sum(view.sentences());
        for (int i = 0; i < Labels.NAMES.size(); i++) {
            screen.line(
                    "%-16s %s  %s",
                    Labels.NAMES.get(i), row(Tally.at(articles, i)), annotated ? row(Tally.at(sentences, i)) : "");
        }
    }

    private static String row(Tally tally) {
        return String.format(
                "%9s %6s %6s %6d %5d %6d",
                Screen.number(tally.precision()),
                Screen.number(tally.recall()),
                Screen.number(tally.f1()),
                tally.right(),
                tally.wrong(),
                tally.missed());
    }

    private void printMacroF1() {
        screen.heading("Macro-F1 over the four categories and none, with 95 %% intervals");
        screen.columns("%-38s %6s  %-22s %s", "", "items", "article", "sentence");
        for (View view : allViews()) {
            screen.line(
                    "%-38s %6d  %-22s %s",
                    name(view),
                    view.readings().size(),
                    Screen.figure(Figure.resampled(view.articles(), Labels::macroF1)),
                    view.isAnnotated() ? Screen.figure(Figure.resampled(view.sentences(), Labels::macroF1)) : "");
        }
    }

    /** With the scripts beside the Chinese that they are part of. */
    private List<View> allViews() {
        return evaluation.views(List.of("en", "zh", "zh-Hans", "zh-Hant"));
    }

    private void printAlerts() {
        screen.heading("Alerts, event by event: precision / recall of the reports from a confidence on");
        StringBuilder columns = new StringBuilder();
        CONFIDENCES.forEach(confidence -> columns.append(String.format("%-12s", confidence)));
        screen.columns("%-38s %-22s %-22s %s", "", "precision of all", "recall of all", columns);
        for (View view : views) {
            StringBuilder table = new StringBuilder();
            for (double confidence : CONFIDENCES) {
                Tally tally = Tally.at(Figure.sum(view.alerts(confidence)), 0);
                table.append(String.format("%.2f / %.2f ", tally.precision(), tally.recall()));
            }
            List<int[]> all = view.alerts(0);
            screen.line(
                    "%-38s %-22s %-22s %s",
                    name(view),
                    Screen.figure(
                            Figure.resampled(all, sums -> Tally.at(sums, 0).precision())),
                    Screen.figure(
                            Figure.resampled(all, sums -> Tally.at(sums, 0).recall())),
                    table);
        }
    }

    private void printExact() {
        screen.heading("Exactly the events, none more and none less");
        screen.columns("%-38s %-42s %s", "", "round-ups: exact, by categories alone", "all whole articles");
        for (View view : views) {
            if (view.isAnnotated()) {
                screen.line(
                        "%-38s %-42s %s",
                        name(view),
                        exact(view.exact(item -> item.kind().equals("roundup"))),
                        exact(view.exact(CorpusItem::isWhole)));
            }
        }
        Reading roundup = evaluation.roundup();
        if (roundup != null) {
            screen.line("%-38s %s", "the real round-up", exact(List.of(Alerts.exact(roundup, evaluation.agreement()))));
        }
    }

    private static String exact(List<int[]> rows) {
        int[] sums = Figure.sum(rows);
        return rows.isEmpty()
                ? "–"
                : String.format("%d of %d (%.0f %%), %d", sums[2], sums[0], 100.0 * sums[2] / sums[0], sums[1]);
    }

    private void printFields() {
        screen.heading("What the reports say of the events that they tell (in brackets: how many there were to tell)");
        List<View> annotated = annotated();
        StringBuilder columns = new StringBuilder();
        annotated.forEach(view -> columns.append(String.format("%-18s", shortName(view))));
        screen.columns("%-36s %s", "", columns);
        for (Fields.Field field : Fields.Field.values()) {
            StringBuilder line = new StringBuilder();
            for (View view : annotated) {
                int[] counts = view.fields();
                Tally tally = field.tally(counts);
                int asked = field.isShare() ? tally.right() + tally.wrong() : tally.wanted();
                line.append(String.format("%s %-12s", Screen.number(field.figure(counts)), "(" + asked + ")"));
            }
            screen.line("%-36s %s", field.title(), line);
        }
    }

    private static String shortName(View view) {
        return view.set() + "." + view.language();
    }

    private List<View> annotated() {
        return views.stream().filter(View::isAnnotated).toList();
    }

    private void printStatuses() {
        for (View view : annotated()) {
            int[] counts =
                    Figure.sum(view.matchings().stream().map(Statuses::counts).toList());
            screen.heading("Status, %s: macro-F1 %s", name(view), Screen.number(Statuses.macroF1(counts)));
            StringBuilder columns = new StringBuilder();
            for (Status status : Status.values()) {
                columns.append(String.format("%11s", status.word()));
            }
            screen.columns("%-18s %6s %s", "wanted \\ got", "F1", columns);
            for (Status wanted : Status.values()) {
                StringBuilder line = new StringBuilder();
                for (Status found : Status.values()) {
                    line.append(String.format("%11d", Statuses.count(counts, wanted, found)));
                }
                screen.line(
                        "%-18s %6s %s",
                        wanted.word(),
                        Screen.number(Statuses.tally(counts, wanted).f1()),
                        line);
            }
        }
    }

    private void printCalibration() {
        screen.heading("Calibration: confidence said / reports right, in ten bins of as many reports");
        screen.columns("%-38s %7s %6s %6s  %s", "", "reports", "error", "Brier", "said / right");
        for (View view : views) {
            Calibration calibration = view.calibration();
            StringBuilder bins = new StringBuilder();
            calibration.bins().forEach(bin -> bins.append(String.format("%.2f/%.2f ", bin.confidence(), bin.right())));
            screen.line(
                    "%-38s %7d %6s %6s  %s",
                    name(view),
                    calibration.reports(),
                    Screen.number(calibration.expectedError()),
                    Screen.number(calibration.brier()),
                    bins);
        }
    }

    private void printPairs() {
        screen.heading("Minimal pairs: both right in category and in what they differ in (in category alone)");
        for (View view : annotated()) {
            if (!view.pairs().isEmpty()) {
                StringBuilder line = new StringBuilder();
                view.pairs()
                        .forEach((dimension, counts) -> line.append(
                                String.format("%s %d (%d) of %d  ", dimension, counts[2], counts[1], counts[0])));
                int[] sums = Figure.sum(List.copyOf(view.pairs().values()));
                screen.line("%-8s %d (%d) of %d:  %s", name(view.language()), sums[2], sums[1], sums[0], line);
            }
        }
    }

    private void printGate() {
        screen.heading("The gate, and the encoder behind it");
        for (View view : views) {
            List<Reading> missed = view.readings().stream()
                    .filter(reading ->
                            !reading.admitted() && !reading.item().events().isEmpty())
                    .toList();
            long told = view.readings().stream()
                    .filter(reading -> !reading.item().events().isEmpty())
                    .count();
            int sentences = 0;
            int encoded = 0;
            for (Reading reading : view.readings()) {
                sentences += reading.admitted() ? reading.sentences().size() : 0;
                encoded += reading.encoded();
            }
            screen.line(
                    "%-38s refused %d of %d items with events; %d of %d sentences (%.0f %%) of the others asked the encoder%s",
                    name(view),
                    missed.size(),
                    told,
                    encoded,
                    sentences,
                    100.0 * encoded / sentences,
                    missed.isEmpty()
                            ? ""
                            : "; refused: "
                                    + String.join(
                                            " ",
                                            missed.stream().map(Sheet::refused).toList()));
        }
    }

    private static String refused(Reading reading) {
        boolean foreign = reading.item().article().language() == Language.UNDETERMINED;
        return reading.item().id() + (foreign ? " (for its language)" : "");
    }
}
