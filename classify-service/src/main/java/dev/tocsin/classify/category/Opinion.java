package dev.tocsin.classify.category;

import java.util.List;
import java.util.Map;

/**
 * How a sentence was judged for one category, for whoever looks into a verdict.
 *
 * @param probability that the sentence tells an event of the category
 * @param threshold the probability from which on it counts
 * @param voices what each voice adds, in log-odds; they and the bias add up to the probability's
 * @param cue the name of the rule that spoke for it; empty where none did
 * @param objections the names of the vetoes and masks that spoke against the rule
 * @param words the n-grams that spoke loudest for it
 */
public record Opinion(
        Category category,
        double probability,
        double threshold,
        Map<String, Double> voices,
        String cue,
        List<String> objections,
        List<String> words) {

    public boolean accepted() {
        return probability >= threshold;
    }
}
