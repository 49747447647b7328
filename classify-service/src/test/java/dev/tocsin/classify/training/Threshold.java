package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a category's line is drawn: an alert that is wrong costs more trust than one that is missed. */
final class Threshold {

    /** Precision counts somewhat more than recall (van Rijsbergen's F with this beta). */
    private static final double BETA = 0.9;

    private Threshold() {}

    /** @param said pooled log-odds of each example, heard from a model that had not learned from its story */
    static double best(List<Example> examples, Category category, double[] said) {
        Map<String, Double> loudest = new HashMap<>();
        Map<String, Boolean> true_ = new HashMap<>();
        for (int i = 0; i < said.length; i++) {
            Example example = examples.get(i);
            String id = example.item().id();
            loudest.merge(id, said[i], Math::max);
            true_.put(id, example.item().events().stream().anyMatch(event -> event.category() == category));
        }
        double[] candidates = loudest.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double best = 0;
        double bestF = -1;
        for (double threshold : Arrays.copyOfRange(candidates, candidates.length / 4, candidates.length)) {
            double right = 0;
            double wrong = 0;
            double missed = 0;
            for (Map.Entry<String, Double> entry : loudest.entrySet()) {
                boolean told = true_.getOrDefault(entry.getKey(), false);
                boolean found = entry.getValue() >= threshold;
                right += told && found ? 1 : 0;
                wrong += !told && found ? 1 : 0;
                missed += told && !found ? 1 : 0;
            }
            double b2 = BETA * BETA;
            double f = (1 + b2) * right / Math.max(1, (1 + b2) * right + b2 * missed + wrong);
            if (f > bestF) {
                bestF = f;
                best = threshold;
            }
        }
        return best;
    }
}
