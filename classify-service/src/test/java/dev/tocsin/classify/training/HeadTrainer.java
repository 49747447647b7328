package dev.tocsin.classify.training;

import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.training.LogisticRegression.Row;
import dev.tocsin.classify.voice.EncoderVoice;
import dev.tocsin.classify.voice.Model;
import dev.tocsin.classify.voice.Ngrams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns to answer one question about sentences: first each voice's own reading, then, on what the voices say of stories
 * that they did not learn from, how much each is worth.
 */
final class HeadTrainer {

    /** How little the weights are held back: set by cross-validation on the training part. */
    private static final double C_ENCODER = 10;

    private static final double C_NGRAMS = 30;
    private static final double C_POOL = 1;

    /** What fewer stories share is a coincidence. */
    private static final int FEWEST_STORIES = 3;

    /** The pool's signals of an example, once the encoder and the n-grams have said their log-odds. */
    interface SignalsOf {
        double[] of(int example, double encoder, double ngrams);
    }

    /**
     * @param pooled the log-odds of each example, from readings that had not learned from its story
     * @param ngrams weights, by the vocabulary's index
     */
    record Answer(Model.Learned learned, double[] ngrams, double[] pooled) {}

    private final List<Example> examples;
    private final List<Row> vectors = new ArrayList<>();
    private final List<Row> ngrams = new ArrayList<>();
    private final Map<String, Integer> vocabulary = new TreeMap<>();
    private final double[] mean;

    HeadTrainer(List<Example> examples, SentenceEncoder encoder) {
        this.examples = List.copyOf(examples);
        List<float[]> encoded = examples.stream()
                .map(example -> encoder.encode(example.sentence().folded()))
                .toList();
        this.mean = mean(encoded);
        encoded.forEach(vector -> vectors.add(centred(vector)));
        List<Map<String, Double>> held =
                examples.stream().map(example -> Ngrams.of(example.sentence())).toList();
        index(held);
        held.forEach(all -> ngrams.add(row(all)));
    }

    private static double[] mean(List<float[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / (double) vectors.size();
            }
        }
        return mean;
    }

    private Row centred(float[] vector) {
        double[] centred = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            centred[i] = vector[i] - mean[i];
        }
        return Row.dense(centred);
    }

    private void index(List<Map<String, Double>> held) {
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

    /** @param threshold of the label, from the pooled log-odds */
    Answer learn(
            List<Boolean> labels,
            List<String> names,
            SignalsOf signalsOf,
            java.util.function.ToDoubleFunction<double[]> threshold) {
        double[] byEncoder = heldOut(vectors, labels, mean.length, C_ENCODER, true);
        double[] byNgrams = heldOut(ngrams, labels, vocabulary.size(), C_NGRAMS, true);
        List<Row> signals = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            signals.add(Row.dense(signalsOf.of(i, byEncoder[i], byNgrams[i])));
        }
        double[] pooled = heldOut(signals, labels, names.size(), C_POOL, false);
        LogisticRegression pool = LogisticRegression.learn(signals, labels, names.size(), C_POOL, false);
        LogisticRegression encoder = LogisticRegression.learn(vectors, labels, mean.length, C_ENCODER, true);
        LogisticRegression words = LogisticRegression.learn(ngrams, labels, vocabulary.size(), C_NGRAMS, true);
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            weights.put(names.get(i), rounded(pool.weights()[i]));
        }
        Model.Learned learned = new Model.Learned(
                head(encoder),
                rounded(words.bias()),
                weights,
                rounded(pool.bias()),
                rounded(threshold.applyAsDouble(pooled)));
        return new Answer(learned, words.weights(), pooled);
    }

    /** What a reading learned on the other folds says of each example. */
    private double[] heldOut(List<Row> rows, List<Boolean> labels, int size, double c, boolean balanced) {
        double[] said = new double[rows.size()];
        for (int fold = 0; fold < Example.FOLDS; fold++) {
            List<Row> others = new ArrayList<>();
            List<Boolean> othersLabels = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (examples.get(i).fold() != fold) {
                    others.add(rows.get(i));
                    othersLabels.add(labels.get(i));
                }
            }
            LogisticRegression learned = LogisticRegression.learn(others, othersLabels, size, c, balanced);
            for (int i = 0; i < rows.size(); i++) {
                if (examples.get(i).fold() == fold) {
                    said[i] = learned.logOdds(rows.get(i));
                }
            }
        }
        return said;
    }

    private EncoderVoice.Head head(LogisticRegression encoder) {
        float[] weights = new float[mean.length];
        double bias = encoder.bias();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) rounded(encoder.weights()[i]);
            bias -= weights[i] * mean[i];
        }
        return new EncoderVoice.Head(rounded(bias), weights);
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
