package dev.tocsin.classify.training;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.training.LogisticRegression.Row;
import dev.tocsin.classify.voice.Ngrams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Learns a linear reading of sentences' n-grams. */
final class NgramTrainer {

    /** How little the weights are held back: set by cross-validation on the training part. */
    private static final double C = 30;

    /** What fewer stories share is a coincidence. */
    private static final int FEWEST_STORIES = 3;

    private final Map<String, Integer> vocabulary = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();

    NgramTrainer(List<Example> examples) {
        List<Map<String, Double>> held =
                examples.stream().map(example -> Ngrams.of(example.sentence())).toList();
        index(examples, held);
        held.forEach(all -> rows.add(row(all)));
    }

    private void index(List<Example> examples, List<Map<String, Double>> held) {
        Map<String, TreeSet<String>> stories = new HashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            String story = examples.get(i).item().story();
            held.get(i)
                    .keySet()
                    .forEach(ngram ->
                            stories.computeIfAbsent(ngram, n -> new TreeSet<>()).add(story));
        }
        stories.forEach((ngram, of) -> {
            if (of.size() >= FEWEST_STORIES) {
                vocabulary.put(ngram, 0);
            }
        });
        int next = 0;
        for (Map.Entry<String, Integer> entry : vocabulary.entrySet()) {
            entry.setValue(next++);
        }
    }

    private Row row(Map<String, Double> held) {
        TreeMap<Integer, Double> known = new TreeMap<>();
        held.forEach((ngram, weight) -> {
            Integer index = vocabulary.get(ngram);
            if (index != null) {
                known.put(index, weight);
            }
        });
        return new Row(
                known.keySet().stream().mapToInt(Integer::intValue).toArray(),
                known.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    List<String> vocabulary() {
        return List.copyOf(vocabulary.keySet());
    }

    LogisticRegression learn(List<Boolean> labels) {
        return LogisticRegression.learn(rows, labels, vocabulary.size(), C, true);
    }

    double logOdds(LogisticRegression learned, AnnotatedSentence sentence) {
        return learned.logOdds(row(Ngrams.of(sentence)));
    }
}
