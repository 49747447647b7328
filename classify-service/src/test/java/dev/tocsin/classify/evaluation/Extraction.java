package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.report.EventFinder;
import dev.tocsin.classify.voice.RuleVoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What reports say of events that were all heard: only who, where, when, how much and how many can go wrong. */
final class Extraction {

    private static final Path MISTAKES = Path.of("target", "evaluation", "extraction.txt");

    /** The items of which nobody has told more than categories, statuses and places. */
    private static final String BARE = "first-walk";

    private final Gazetteer gazetteer = new Gazetteer();
    private final RuleVoice rules = new RuleVoice();
    private final Agreement agreement = new Agreement(new ActorNames(new Annotator(gazetteer)));

    void print(Screen screen) throws IOException {
        List<View> views = new ArrayList<>();
        List<View> shown = new ArrayList<>();
        for (Corpus.Part part : Corpus.Part.values()) {
            for (View view : views(part)) {
                views.add(view);
                if (part != Corpus.Part.TEST) {
                    // Nobody mends on the texts that judge.
                    shown.add(view);
                }
            }
        }
        new FieldSheet(views, new int[3], screen).print();
        screen.heading(
                "Events told, left out, and told twice or without reason; round-ups and whole articles told exactly");
        screen.columns("%-18s %8s %8s %8s  %-20s %s", "", "told", "missed", "extra", "round-ups", "whole articles");
        for (View view : views) {
            screen.line(
                    "%-18s %8d %8d %8d  %-20s %s",
                    view.name(),
                    view.matchings().stream()
                            .mapToInt(one -> one.pairs().size())
                            .sum(),
                    view.matchings().stream()
                            .mapToInt(one -> one.missed().size())
                            .sum(),
                    view.matchings().stream()
                            .mapToInt(one -> one.extra().size())
                            .sum(),
                    EventSheet.exact(view.exact(CorpusItem::isRoundup)),
                    EventSheet.exact(view.exact(CorpusItem::isWhole)));
        }
        new ExtractionMistakes(agreement).write(shown, MISTAKES);
        screen.heading("Every mistake of the other parts by its kind, with its text: %s", MISTAKES.toAbsolutePath());
    }

    private List<View> views(Corpus.Part part) {
        List<Reading> readings = Corpus.read(part).parallelStream()
                .filter(item -> !item.id().startsWith(BARE))
                .map(this::read)
                .toList();
        return Evaluation.LANGUAGES.stream()
                .map(language -> new View(part.name().toLowerCase(Locale.ROOT), language, readings, agreement))
                .toList();
    }

    private Reading read(CorpusItem item) {
        EventFinder finder = new EventFinder(new QuotedClassifier(rules, item), gazetteer);
        return new Reading(item, finder.find(item.article(), Instant.EPOCH), List.of(), true, 0);
    }
}
