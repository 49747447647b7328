package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.training.LogisticRegression.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One language's n-grams, and its encoder as it was pretrained with a linear reading on top, each heard alone: what the
 * classifier has to be better than.
 */
public final class Alone {

    /** How little the weights are held back: set by cross-validation on the training part. */
    private static final double C_ENCODER = 10;

    private final NgramTrainer ngrams;
    private final SentenceEncoder encoder;
    private final Map<Category, Voice> fromEncoder = new EnumMap<>(Category.class);
    private final Map<Category, Voice> fromNgrams = new EnumMap<>(Category.class);

    private record Voice(LogisticRegression learned, double threshold) {}

    /**
     * @param train what they learn from
     * @param validation what their thresholds are set on
     */
    public Alone(List<Example> train, List<Example> validation, SentenceEncoder encoder) {
        this.ngrams = new NgramTrainer(train);
        this.encoder = encoder;
        List<Row> vectors =
                train.stream().map(example -> vector(example.sentence())).toList();
        for (Category category : Category.values()) {
            List<Boolean> labels = train.stream()
                    .map(example -> example.labels().containsKey(category))
                    .toList();
            LogisticRegression byVector =
                    LogisticRegression.learn(vectors, labels, vectors.get(0).values().length, C_ENCODER, true);
            LogisticRegression byWords = ngrams.learn(labels);
            fromEncoder.put(
                    category, voice(byVector, validation, category, sentence -> byVector.logOdds(vector(sentence))));
            fromNgrams.put(
                    category, voice(byWords, validation, category, sentence -> ngrams.logOdds(byWords, sentence)));
        }
    }

    private static Voice voice(
            LogisticRegression learned,
            List<Example> validation,
            Category category,
            Function<AnnotatedSentence, Double> says) {
        double[] said = validation.stream()
                .mapToDouble(example -> says.apply(example.sentence()))
                .toArray();
        return new Voice(learned, Threshold.best(validation, category, said));
    }

    private Row vector(AnnotatedSentence sentence) {
        float[] vector = encoder.encode(sentence.folded());
        double[] values = new double[vector.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector[i];
        }
        return Row.dense(values);
    }

    public boolean encoderTells(Category category, AnnotatedSentence sentence) {
        Voice voice = Objects.requireNonNull(fromEncoder.get(category));
        return voice.learned().logOdds(vector(sentence)) >= voice.threshold();
    }

    public boolean ngramsTell(Category category, AnnotatedSentence sentence) {
        Voice voice = Objects.requireNonNull(fromNgrams.get(category));
        return ngrams.logOdds(voice.learned(), sentence) >= voice.threshold();
    }
}
