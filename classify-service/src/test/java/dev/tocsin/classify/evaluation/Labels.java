package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts right and wrong of the four categories and of none, by article and by sentence. */
final class Labels {

    static final List<String> NAMES = names();

    private Labels() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Category category : Category.values()) {
            names.add(category.word());
        }
        names.add("none");
        return List.copyOf(names);
    }

    static int[] article(Reading reading) {
        return article(reading.wanted(), reading.found());
    }

    static int[] article(Set<Category> wanted, Set<Category> found) {
        int[] counts = new int[Tally.WIDTH * NAMES.size()];
        count(counts, wanted, found);
        return counts;
    }

    static int[] sentences(Reading reading) {
        int[] counts = new int[Tally.WIDTH * NAMES.size()];
        reading.sentences().forEach(sentence -> count(counts, sentence.wanted(), sentence.found()));
        return counts;
    }

    private static void count(int[] counts, Set<Category> wanted, Set<Category> found) {
        for (Category category : Category.values()) {
            Tally.count(counts, category.ordinal(), wanted.contains(category), found.contains(category));
        }
        Tally.count(counts, NAMES.size() - 1, wanted.isEmpty(), found.isEmpty());
    }

    /** Over the labels that are there to be found. */
    static double macroF1(int[] counts) {
        double sum = 0;
        int labels = 0;
        for (int i = 0; i < NAMES.size(); i++) {
            Tally tally = Tally.at(counts, i);
            if (tally.wanted() > 0) {
                sum += tally.f1();
                labels++;
            }
        }
        return sum / labels;
    }
}
