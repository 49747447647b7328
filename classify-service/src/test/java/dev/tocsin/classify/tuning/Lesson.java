package dev.tocsin.classify.tuning;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.training.Example;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence as an encoder learns from it.
 *
 * @param wanted for each head how probable it is: the categories, then the statuses
 * @param weights how much each counts: a status counts only where an event is told
 */
record Lesson(long[] tokens, float[] wanted, float[] weights) {

    /** The words of what is learned: the categories, then the statuses. */
    static final List<String> HEADS = Stream.concat(
                    Stream.of(Category.values()).map(Category::word),
                    Stream.of(Status.values()).map(Status::word))
            .toList();

    /** Nobody who labels is always right: no head shall want to be certain (Szegedy et al. 2016, label smoothing). */
    private static final float DOUBT = 0.02f;

    /** What is told matters more than how far it has come. */
    private static final float STATUS_WEIGHT = 0.4f;

    static Lesson of(Example example, long[] tokens) {
        float[] wanted = new float[HEADS.size()];
        float[] weights = new float[HEADS.size()];
        for (int head = 0; head < HEADS.size(); head++) {
            boolean ofCategory = head < Category.values().length;
            boolean holds = ofCategory
                    ? example.labels().containsKey(Category.values()[head])
                    : example.labels().containsValue(Status.values()[head - Category.values().length]);
            wanted[head] = holds ? 1 - DOUBT : DOUBT;
            weights[head] = ofCategory ? 1 : example.labels().isEmpty() ? 0 : STATUS_WEIGHT;
        }
        return new Lesson(tokens, wanted, weights);
    }
}
