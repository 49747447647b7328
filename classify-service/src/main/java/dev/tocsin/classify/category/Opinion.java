package dev.tocsin.classify.category;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sentence was judged for one category, for whoever looks into a verdict.
 *
 * @param probability that the sentence tells an event of the category
 * @param threshold the probability from which on it counts
 * @param accepted whether it counts; told apart, since two probabilities may round to the same
 * @param open false where the other voices leave so little that the encoder is not asked
 * @param voices what each voice adds, in log-odds; with {@code bias} they add up to the probability's
 * @param cue the name of the rule that spoke for it; empty where none did
 * @param objections the names of the vetoes and masks that spoke against the rule
 * @param words the n-grams that spoke loudest for it
 * @param status null where it is not accepted
 */
public record Opinion(
        Category category,
        double probability,
        double threshold,
        boolean accepted,
        boolean open,
        Map<String, Double> voices,
        String cue,
        List<String> objections,
        List<String> words,
        @Nullable StatusOpinion status) {}
