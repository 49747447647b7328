package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.report.EventReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down every mistake with its text, what was wanted, what was found, and what the voices said. */
final class Confusions {

    /** Of a long article, the sentences that speak loudest for a category tell why it was found, or how nearly. */
    private static final int SENTENCES = 3;

    private final Evaluation evaluation;
    private final Fields fields;
    private final StringBuilder out = new StringBuilder();

    Confusions(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.fields = new Fields(evaluation.agreement().names());
    }

    void write(Path file) throws IOException {
        for (View view : evaluation.views(Evaluation.LANGUAGES)) {
            for (int i = 0; i < view.readings().size(); i++) {
                add(view, view.readings().get(i), view.matchings().get(i));
            }
        }
        Reading roundup = evaluation.roundup();
        if (roundup != null) {
            View view = new View("the real round-up", "en", List.of(roundup), evaluation.agreement());
            add(view, roundup, view.matchings().get(0));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, out);
    }

    private void add(View view, Reading reading, Matching matching) {
        CorpusItem item = reading.item();
        Set<Category> wrong = EnumSet.noneOf(Category.class);
        List<String> lines = new ArrayList<>();
        if (!reading.wanted().equals(reading.found())) {
            lines.add("CATEGORIES wanted %s got %s".formatted(words(reading.wanted()), words(reading.found())));
            for (Category category : Category.values()) {
                if (reading.wanted().contains(category) != reading.found().contains(category)) {
                    wrong.add(category);
                }
            }
        }
        for (CorpusEvent event : matching.missed()) {
            lines.add("MISSED " + text(event));
            wrong.add(event.category());
        }
        for (EventReport report : matching.extra()) {
            lines.add("EXTRA " + text(report));
            wrong.add(report.category());
        }
        if (view.isAnnotated()) {
            matching.pairs()
                    .forEach(pair -> lines.addAll(differences(fields, pair).values()));
        }
        if (lines.isEmpty()) {
            return;
        }
        out.append("=== %s %s%s%s%s\n"
                .formatted(
                        view.set(),
                        item.id(),
                        item.trap() == null ? "" : ", trap " + item.trap(),
                        item.pair() == null ? "" : ", pair " + item.pair() + " by " + item.dimension(),
                        reading.admitted() ? "" : ", refused by the gate"));
        lines.forEach(line -> out.append(line).append('\n'));
        out.append("  | %s\n  | %s\n".formatted(item.title(), item.text().replace("\n", "\n  | ")));
        wrong.forEach(category -> explain(reading, category));
        out.append('\n');
    }

    private static String words(Set<Category> categories) {
        return categories.isEmpty()
                ? "none"
                : categories.stream().map(Category::word).collect(Collectors.joining("+"));
    }

    static String text(CorpusEvent event) {
        return "%s %s by %s in %s %s"
                .formatted(
                        event.category().word(),
                        event.status().word(),
                        event.actors(),
                        event.jurisdictions(),
                        event.quotes());
    }

    static String text(EventReport report) {
        return "%s %s %.2f by %s in %s [%s]"
                .formatted(
                        report.category().word(),
                        report.status().word(),
                        report.confidence(),
                        names(report),
                        report.jurisdictions(),
                        report.evidence().get(0).quote());
    }

    private static List<String> names(EventReport report) {
        return report.actors().stream().map(Actor::name).toList();
    }

    /** What a report says wrong of its event, by field. */
    static Map<Fields.Field, String> differences(Fields fields, Matching.Pair pair) {
        int[] counts = new int[Tally.WIDTH * Fields.Field.values().length];
        fields.count(counts, pair.event(), pair.report());
        Map<Fields.Field, String> differences = new EnumMap<>(Fields.Field.class);
        for (Fields.Field field : Fields.Field.values()) {
            Tally tally = field.tally(counts);
            // Said by the codes already.
            boolean again = field == Fields.Field.JURISDICTIONS || field == Fields.Field.JURISDICTIONS_COMPATIBLE;
            if (tally.wrong() + tally.missed() > 0 && !again) {
                differences.put(
                        field,
                        "%s of %s wanted %s got %s"
                                .formatted(
                                        field.name(),
                                        pair.event().category().word(),
                                        field.wanted(pair.event()),
                                        field.found(pair.report())));
            }
        }
        return differences;
    }

    private void explain(Reading reading, Category category) {
        record Said(Opinion opinion, Reading.Judged judged) {}
        reading.sentences().stream()
                .map(judged -> new Said(
                        evaluation.reader().explain(judged).stream()
                                .filter(opinion -> opinion.category() == category)
                                .findFirst()
                                .orElseThrow(),
                        judged))
                .sorted(Comparator.comparingDouble((Said said) -> said.opinion().probability())
                        .reversed())
                .limit(SENTENCES)
                .forEach(said -> out.append(text(said.opinion(), said.judged())));
    }

    private static String text(Opinion opinion, Reading.Judged judged) {
        String voices = opinion.voices().entrySet().stream()
                .map(voice -> String.format(Locale.ROOT, "%s %+.1f", voice.getKey(), voice.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "  %s %.2f (line %.2f%s): %s; cue '%s', objections %s, n-grams %s%n      %s%n",
                opinion.category().word(),
                opinion.probability(),
                opinion.threshold(),
                // What was heard and told by no report was refused for who and where it names.
                judged.found().contains(opinion.category()) ? ", heard" : "",
                voices,
                opinion.cue(),
                opinion.objections(),
                opinion.words(),
                judged.sentence().sentence().text());
    }
}
