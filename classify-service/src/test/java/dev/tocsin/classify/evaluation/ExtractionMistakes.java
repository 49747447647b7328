package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what reports say wrong, kind by kind: the same mistake of many texts stands in one place. */
final class ExtractionMistakes {

    private final Agreement agreement;
    private final Fields fields;
    private final Map<String, List<String>> kinds = new TreeMap<>();

    ExtractionMistakes(Agreement agreement) {
        this.agreement = agreement;
        this.fields = new Fields(agreement.names());
    }

    void write(List<View> views, Path file) throws IOException {
        for (View view : views) {
            for (int i = 0; i < view.readings().size(); i++) {
                add(view, view.readings().get(i), view.matchings().get(i));
            }
        }
        StringBuilder out = new StringBuilder();
        kinds.forEach((kind, mistakes) -> {
            out.append("##### %s: %d%n%n".formatted(kind, mistakes.size()));
            mistakes.forEach(out::append);
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, out);
    }

    private void add(View view, Reading reading, Matching matching) {
        CorpusItem item = reading.item();
        for (Matching.Pair pair : matching.pairs()) {
            Confusions.differences(fields, pair)
                    .forEach((field, words) ->
                            put(view, kind(field, pair), pair.event().category().word(), words, item));
        }
        matching.missed().forEach(event -> put(view, "MISSED", event.category().word(), Confusions.text(event), item));
        matching.extra().forEach(report -> put(view, "EXTRA", report.category().word(), Confusions.text(report), item));
        if (item.isRoundup() && Alerts.exact(reading, agreement)[2] == 0) {
            put(
                    view,
                    "ROUNDUP",
                    "inexact",
                    reading.reports().size() + " of " + item.events().size(),
                    item);
        }
    }

    /** The wrong place is another mistake than too fine a one. */
    private static String kind(Fields.Field field, Matching.Pair pair) {
        boolean elsewhere = field == Fields.Field.JURISDICTION_CODES
                && !Codes.cover(pair.event().jurisdictions(), pair.report().jurisdictions());
        return elsewhere ? "JURISDICTIONS" : field.name();
    }

    private void put(View view, String kind, String category, String words, CorpusItem item) {
        String text = item.isWhole() ? item.text() : item.text().replace('\n', ' ');
        kinds.computeIfAbsent(kind + " " + category + " " + view.language(), name -> new ArrayList<>())
                .add("%s %s (%s)%n  %s%n  | %s%n  | %s%n"
                        .formatted(view.set(), item.id(), item.published(), words, item.title(), text));
    }
}
