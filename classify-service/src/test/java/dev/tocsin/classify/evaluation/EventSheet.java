package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusItem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was found of what there was to find: by class, by event, by article. */
final class EventSheet {

    private static final List<Double> CONFIDENCES = List.of(0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95);

    private static final Map<String, String> NAMES = Map.of(
            Evaluation.KNOWN,
            "test part, by hands that the training part has too",
            Evaluation.NEW,
            "test part, by hands that were never trained on",
            Evaluation.REAL,
            "real news",
            "en",
            "English",
            "zh",
            "Chinese");

    private final Evaluation evaluation;
    private final Screen screen;
    private final List<View> views;

    EventSheet(Evaluation evaluation, Screen screen) {
        this.evaluation = evaluation;
        this.screen = screen;
        this.views = evaluation.views(Evaluation.LANGUAGES);
    }

    void print() {
        views.forEach(this::printClasses);
        printMacroF1();
        printAlerts();
        printExact();
    }

    private void printClasses(View view) {
        screen.heading(
                "%s: %s, %s, %d items",
                view.name(),
                NAMES.getOrDefault(view.set(), view.set()),
                NAMES.getOrDefault(view.language(), view.language()),
                view.readings().size());
        printClasses("article", view.articles());
        if (view.isAnnotated()) {
            printClasses("sentence", view.sentences());
        }
    }

    private void printClasses(String level, List<int[]> rows) {
        screen.columns(
                "%-18s %9s %9s  %-22s %6s %6s %6s",
                "by " + level, "precision", "recall", "F1", "right", "wrong", "missed");
        int[] sums = Figure.sum(rows);
        for (int i = 0; i < Labels.NAMES.size(); i++) {
            int label = i;
            Tally tally = Tally.at(sums, label);
            screen.line(
                    "%-18s %9s %9s  %-22s %6d %6d %6d",
                    Labels.NAMES.get(i),
                    Screen.number(tally.precision()),
                    Screen.number(tally.recall()),
                    Screen.figure(Figure.resampled(
                            rows, counts -> Tally.at(counts, label).f1())),
                    tally.right(),
                    tally.wrong(),
                    tally.missed());
        }
    }

    private void printMacroF1() {
        screen.heading("Macro-F1 over the four categories and none, with 95 %% intervals");
        screen.columns("%-20s %6s  %-22s %s", "", "items", "by article", "by sentence");
        for (View view : evaluation.views(Evaluation.LANGUAGES_AND_SCRIPTS)) {
            screen.line(
                    "%-20s %6d  %-22s %s",
                    view.name(),
                    view.readings().size(),
                    Screen.figure(Figure.resampled(view.articles(), Labels::macroF1)),
                    view.isAnnotated() ? Screen.figure(Figure.resampled(view.sentences(), Labels::macroF1)) : "");
        }
    }

    private void printAlerts() {
        screen.heading(
                "Alerts, event by event: a report is right if it tells an event of its category that stands, or not, as it says");
        screen.columns("%-18s %6s  %-22s %s", "all reports", "events", "precision", "recall");
        for (View view : views) {
            List<int[]> all = view.alerts(0);
            screen.line(
                    "%-18s %6d  %-22s %s",
                    view.name(),
                    Tally.at(Figure.sum(all), 0).wanted(),
                    Screen.figure(
                            Figure.resampled(all, sums -> Tally.at(sums, 0).precision())),
                    Screen.figure(
                            Figure.resampled(all, sums -> Tally.at(sums, 0).recall())));
        }
        StringBuilder columns = new StringBuilder();
        CONFIDENCES.forEach(confidence -> columns.append(cell("≥ " + confidence)));
        screen.columns("%-18s %s", "by confidence", columns);
        for (View view : views) {
            StringBuilder cells = new StringBuilder();
            for (double confidence : CONFIDENCES) {
                Tally tally = Tally.at(Figure.sum(view.alerts(confidence)), 0);
                cells.append(cell(share(tally.precision()) + " / " + share(tally.recall())));
            }
            screen.line("%-18s %s", view.name(), cells);
        }
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%-13s", text);
    }

    private void printExact() {
        screen.heading("Exactly the events, none more and none less (in brackets: by their categories alone)");
        screen.columns("%-18s %-28s %s", "", "round-ups", "all whole articles");
        for (View view : views) {
            if (view.isAnnotated()) {
                screen.line(
                        "%-18s %-28s %s",
                        view.name(), exact(view.exact(CorpusItem::isRoundup)), exact(view.exact(CorpusItem::isWhole)));
            }
        }
        Reading roundup = evaluation.roundup();
        if (roundup != null) {
            screen.line("%-18s %s", "the real round-up", exact(List.of(Alerts.exact(roundup, evaluation.agreement()))));
        }
    }

    static String exact(List<int[]> rows) {
        int[] sums = Figure.sum(rows);
        return rows.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT, "%d (%d) of %d, %.0f %%", sums[2], sums[1], sums[0], 100 * View.share(sums, 2));
    }
}
