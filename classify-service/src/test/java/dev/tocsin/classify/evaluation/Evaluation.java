package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads everything that there is to measure on, once. */
final class Evaluation {

    static final String KNOWN = "known-hands";
    static final String NEW = "new-hands";
    static final String PAIRS = "reviewer";
    static final String REAL = "real-news";

    /** Simplified and traditional come again as parts of the Chinese. */
    static final List<String> LANGUAGES = List.of("en", "zh");

    static final List<String> LANGUAGES_AND_SCRIPTS = List.of("en", "zh", "zh-Hans", "zh-Hant");

    /** What these writers wrote is in no other part: nothing was learned from them. */
    private static final Map<String, String> SETS = Map.of("-second.jsonl", NEW, "-third.jsonl", PAIRS);

    private final Reader reader = new Reader();
    private final Agreement agreement = new Agreement(new ActorNames(reader.annotator()));
    private final Map<String, List<Reading>> sets = new LinkedHashMap<>();
    private final @Nullable Reading roundup;

    Evaluation() {
        sets.put(KNOWN, new ArrayList<>());
        sets.put(NEW, new ArrayList<>());
        for (Path file : Corpus.files(Corpus.Part.TEST)) {
            String name = file.toString();
            String set = SETS.entrySet().stream()
                    .filter(hand -> name.endsWith(hand.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(KNOWN);
            read(set, Corpus.read(file));
        }
        if (RealNews.isHere()) {
            read(REAL, RealNews.headlines());
        }
        this.roundup = RealNews.isHere() ? reader.read(RealNews.roundup()) : null;
    }

    private void read(String set, List<CorpusItem> items) {
        // In the order of the items, however many threads read them.
        sets.computeIfAbsent(set, name -> new ArrayList<>())
                .addAll(items.parallelStream().map(reader::read).toList());
    }

    Reader reader() {
        return reader;
    }

    Agreement agreement() {
        return agreement;
    }

    /** By set, in a fixed order. */
    Map<String, List<Reading>> sets() {
        return sets;
    }

    /** The real round-up; null where it is not to be had. */
    @Nullable Reading roundup() {
        return roundup;
    }

    /** Of one event told in English and in Chinese; see {@link MinimalPairs#counts}. */
    int[] bilingualPairs() {
        return new MinimalPairs(agreement)
                .counts(sets.getOrDefault(PAIRS, List.of()))
                .getOrDefault("language", new int[3]);
    }

    /** Those that hold anything, set by set. */
    List<View> views(List<String> languages) {
        List<View> views = new ArrayList<>();
        sets.forEach((set, readings) -> languages.forEach(language -> {
            View view = new View(set, language, readings, agreement);
            if (!view.readings().isEmpty()) {
                views.add(view);
            }
        }));
        return views;
    }
}
