package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Prints how right reports are about the events that they tell. */
final class FieldSheet {

    private static final String CELL = "%-18s";

    private final int[] bilingual;
    private final Screen screen;
    private final List<View> views;

    /** @param bilingual of pairs in two languages: how many there are, right in category, right in all */
    FieldSheet(List<View> views, int[] bilingual, Screen screen) {
        this.bilingual = bilingual;
        this.screen = screen;
        this.views = views.stream().filter(View::isAnnotated).toList();
    }

    void print() {
        printFields();
        views.forEach(this::printStatuses);
        printPairs();
    }

    private void printFields() {
        screen.heading("What reports say of the events that they tell (in brackets: how many there were to tell)");
        printColumns(views);
        for (Fields.Field field : Fields.Field.values()) {
            StringBuilder cells = new StringBuilder();
            for (View view : views) {
                int[] counts = view.fields();
                Tally tally = field.tally(counts);
                int asked = field.isShare() ? tally.right() + tally.wrong() : tally.wanted();
                cells.append(cell("%s (%d)", Screen.number(field.figure(counts)), asked));
            }
            screen.line("%-36s%s", field.title(), cells);
        }
    }

    private void printColumns(List<View> shown) {
        StringBuilder columns = new StringBuilder();
        shown.forEach(view -> columns.append(cell("%s", view.name())));
        screen.columns("%-36s%s", "", columns);
    }

    private static String cell(String format, Object... values) {
        return String.format(CELL, String.format(Locale.ROOT, format, values));
    }

    private void printStatuses(View view) {
        int[] counts = view.statuses();
        screen.heading("Status, %s: macro-F1 %s", view.name(), Screen.number(Statuses.macroF1(counts)));
        StringBuilder columns = new StringBuilder();
        for (Status status : Status.values()) {
            columns.append(String.format("%11s", status.word()));
        }
        screen.columns("%-18s %6s %s", "wanted \\ got", "F1", columns);
        for (Status wanted : Status.values()) {
            StringBuilder cells = new StringBuilder();
            for (Status found : Status.values()) {
                cells.append(String.format("%11d", Statuses.count(counts, wanted, found)));
            }
            screen.line(
                    "%-18s %6s %s",
                    wanted.word(), Screen.number(Statuses.tally(counts, wanted).f1()), cells);
        }
    }

    private void printPairs() {
        List<View> paired =
                views.stream().filter(view -> !view.pairs().isEmpty()).toList();
        screen.heading(
                "Minimal pairs: both lines right in category and in what they differ in (in brackets: in category alone)");
        printColumns(paired);
        TreeSet<String> dimensions = new TreeSet<>();
        paired.forEach(view -> dimensions.addAll(view.pairs().keySet()));
        for (String dimension : dimensions) {
            StringBuilder cells = new StringBuilder();
            paired.forEach(view -> cells.append(pairs(view.pairs().getOrDefault(dimension, new int[3]))));
            screen.line("%-36s%s", dimension, cells);
        }
        StringBuilder cells = new StringBuilder();
        paired.forEach(view -> cells.append(pairs(sum(view.pairs()))));
        screen.line("%-36s%s", "all", cells);
        if (bilingual[0] > 0) {
            screen.line("%-36s%s", "the same in English and Chinese", pairs(bilingual));
        }
    }

    private static int[] sum(Map<String, int[]> pairs) {
        return Figure.sum(List.copyOf(pairs.values()));
    }

    private static String pairs(int[] counts) {
        return cell("%d (%d) of %d", counts[2], counts[1], counts[0]);
    }
}
