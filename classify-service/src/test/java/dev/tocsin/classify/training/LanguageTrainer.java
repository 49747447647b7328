package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.training.LogisticRegression.Row;
import dev.tocsin.classify.voice.EncoderVoice;
import dev.tocsin.classify.voice.Model;
import dev.tocsin.classify.voice.Ngrams;
import dev.tocsin.classify.voice.RuleVoice;
import dev.tocsin.classify.voice.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns one language's model: first each voice's own reading, then, on what the voices say of stories that they did
 * not learn from, how much each is worth.
 */
final class LanguageTrainer {

    /** Held back little: set by cross-validation on the training part. */
    private static final double C_ENCODER = 10;

    private static final double C_NGRAMS = 10;
    private static final double C_POOL = 1;

    /** What fewer stories than these share is a coincidence. */
    private static final int FEWEST_SENTENCES = 3;

    private final List<Example> examples;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<Row> vectorRows = new ArrayList<>();
    private final List<Row> ngramRows = new ArrayList<>();
    private final List<Map<Category, RuleVoice.Reading>> readings = new ArrayList<>();
    private final Map<String, Integer> vocabulary = new TreeMap<>();
    private double[] mean = new double[0];

    LanguageTrainer(List<Example> examples, SentenceEncoder encoder) {
        this.examples = List.copyOf(examples);
        RuleVoice rules = new RuleVoice();
        for (Example example : examples) {
            vectors.add(encoder.encode(example.sentence().folded()));
            readings.add(rules.read(example.sentence(), example.around()));
        }
        centre();
        index();
    }

    private void centre() {
        mean = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / (double) vectors.size();
            }
        }
        for (float[] vector : vectors) {
            double[] centred = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                centred[i] = vector[i] - mean[i];
            }
            vectorRows.add(Row.dense(centred));
        }
    }

    private void index() {
        Map<String, TreeSet<String>> items = new HashMap<>();
        List<Map<String, Double>> all = new ArrayList<>();
        for (Example example : examples) {
            Map<String, Double> ngrams = Ngrams.of(example.sentence());
            all.add(ngrams);
            ngrams.keySet()
                    .forEach(ngram -> items.computeIfAbsent(ngram, n -> new TreeSet<>())
                            .add(example.item().story()));
        }
        items.forEach((ngram, stories) -> {
            if (stories.size() >= FEWEST_SENTENCES) {
                vocabulary.put(ngram, 0);
            }
        });
        int next = 0;
        for (Map.Entry<String, Integer> entry : vocabulary.entrySet()) {
            entry.setValue(next++);
        }
        all.forEach(ngrams -> ngramRows.add(row(ngrams)));
    }

    private Row row(Map<String, Double> ngrams) {
        TreeMap<Integer, Double> known = new TreeMap<>();
        ngrams.forEach((ngram, weight) -> {
            Integer index = vocabulary.get(ngram);
            if (index != null) {
                known.put(index, weight);
            }
        });
        return new Row(
                known.keySet().stream().mapToInt(Integer::intValue).toArray(),
                known.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** What the model's files hold. */
    record Result(Map<Category, Model.Learned> learned, Map<String, double[]> ngrams) {}

    Result learn() {
        Map<Category, Model.Learned> learned = new LinkedHashMap<>();
        Map<String, double[]> ngrams = new TreeMap<>();
        vocabulary.keySet().forEach(ngram -> ngrams.put(ngram, new double[Category.values().length]));
        for (Category category : Category.values()) {
            List<Boolean> labels = examples.stream()
                    .map(example -> example.labels().contains(category))
                    .toList();
            double[] heldOutEncoder = heldOut(vectorRows, labels, mean.length, C_ENCODER);
            double[] heldOutNgrams = heldOut(ngramRows, labels, vocabulary.size(), C_NGRAMS);
            List<Row> signals = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                signals.add(Row.dense(Signals.of(
                        category, examples.get(i).sentence(), heldOutEncoder[i], heldOutNgrams[i], readings.get(i))));
            }
            LogisticRegression pool = LogisticRegression.learn(signals, labels, Signals.NAMES.size(), C_POOL, false);
            double[] pooled = heldOut(signals, labels, Signals.NAMES.size(), C_POOL, false);
            LogisticRegression encoder = LogisticRegression.learn(vectorRows, labels, mean.length, C_ENCODER, true);
            LogisticRegression words = LogisticRegression.learn(ngramRows, labels, vocabulary.size(), C_NGRAMS, true);
            vocabulary.forEach((ngram, index) -> {
                double[] weights = ngrams.get(ngram);
                if (weights != null) {
                    weights[category.ordinal()] = words.weights()[index];
                }
            });
            learned.put(
                    category,
                    new Model.Learned(
                            head(encoder),
                            rounded(words.bias()),
                            weights(pool),
                            rounded(pool.bias()),
                            rounded(Threshold.best(examples, category, pooled))));
        }
        return new Result(learned, ngrams);
    }

    private double[] heldOut(List<Row> rows, List<Boolean> labels, int size, double c) {
        return heldOut(rows, labels, size, c, true);
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

    private static Map<String, Double> weights(LogisticRegression pool) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < Signals.NAMES.size(); i++) {
            weights.put(Signals.NAMES.get(i), rounded(pool.weights()[i]));
        }
        return weights;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
