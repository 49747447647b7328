package dev.tocsin.classify.evaluation;

import java.util.List;
import java.util.Locale;

/** Prints how far the confidence is to be believed, and what the gate and the early stop cost. */
final class TrustSheet {

    private final Screen screen;
    private final List<View> views;

    TrustSheet(Evaluation evaluation, Screen screen) {
        this.screen = screen;
        this.views = evaluation.views(Evaluation.LANGUAGES);
    }

    void print() {
        printCalibration();
        printGate();
    }

    private void printCalibration() {
        screen.heading("Calibration: confidence said / reports right, in ten bins of as many reports");
        screen.columns("%-18s %7s %6s %6s", "", "reports", "error", "Brier");
        for (View view : views) {
            Calibration calibration = view.calibration();
            screen.line(
                    "%-18s %7d %6s %6s",
                    view.name(),
                    calibration.reports(),
                    Screen.number(calibration.expectedError()),
                    Screen.number(calibration.brier()));
        }
        StringBuilder columns = new StringBuilder();
        views.forEach(view -> columns.append(String.format("%-17s", view.name())));
        screen.columns("%-6s%s", "bin", columns);
        List<List<Calibration.Bin>> bins =
                views.stream().map(view -> view.calibration().bins()).toList();
        for (int i = 0; i < Calibration.BINS; i++) {
            StringBuilder cells = new StringBuilder();
            for (List<Calibration.Bin> of : bins) {
                cells.append(String.format("%-17s", i < of.size() ? text(of.get(i)) : ""));
            }
            screen.line("%-6d%s", i + 1, cells);
        }
    }

    private static String text(Calibration.Bin bin) {
        return String.format(Locale.ROOT, "%.2f / %.2f", bin.confidence(), bin.right());
    }

    private void printGate() {
        screen.heading("The gate, and the encoder behind it");
        screen.columns("%-18s %-36s %s", "", "refused of the items with events", "sentences that asked the encoder");
        for (View view : views) {
            int events = 0;
            int refused = 0;
            int sentences = 0;
            int encoded = 0;
            for (Reading reading : view.readings()) {
                boolean tells = !reading.item().events().isEmpty();
                events += tells ? 1 : 0;
                refused += tells && !reading.admitted() ? 1 : 0;
                sentences += reading.admitted() ? reading.sentences().size() : 0;
                encoded += reading.encoded();
            }
            screen.line("%-18s %-36s %s", view.name(), share(refused, events), share(encoded, sentences));
        }
    }

    private static String share(int some, int all) {
        return String.format(Locale.ROOT, "%d of %d, %.1f %%", some, all, 100.0 * some / all);
    }
}
