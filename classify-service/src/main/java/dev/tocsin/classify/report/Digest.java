package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An article that tells of many things. One story tells of a ban, perhaps of the move that it causes; what tells of three
 * kinds of event is read paragraph by paragraph, but for a section that a heading gives to one kind.
 */
final class Digest {

    private static final int CATEGORIES = 3;

    private static final int CATEGORIES_OF_A_SECTION = 2;

    private Digest() {}

    /** The sentences as they are, or, of a digest, those of each paragraph apart. */
    static List<SentenceInContext> apart(List<SentenceInContext> sentences, List<List<Verdict>> verdicts) {
        Map<Integer, Set<Category>> bySection = new TreeMap<>();
        Set<Category> all = EnumSet.noneOf(Category.class);
        for (SentenceInContext sentence : sentences) {
            if (sentence.isBody()) {
                Set<Category> told =
                        bySection.computeIfAbsent(sentence.section(), section -> EnumSet.noneOf(Category.class));
                verdicts.get(sentence.number()).forEach(verdict -> told.add(verdict.category()));
                all.addAll(told);
            }
        }
        if (all.size() < CATEGORIES) {
            return sentences;
        }
        List<SentenceInContext> apart = new ArrayList<>();
        int passage = -1;
        int start = 0;
        for (SentenceInContext sentence : sentences) {
            if (sentence.isBody() && sentence.passage() != passage) {
                passage = sentence.passage();
                start = sentence.sentence().sentence().start();
            }
            boolean mixed = bySection.getOrDefault(sentence.section(), Set.of()).size() >= CATEGORIES_OF_A_SECTION;
            apart.add(mixed ? sentence.inDigest(start) : sentence.inDigest());
        }
        return List.copyOf(apart);
    }
}
