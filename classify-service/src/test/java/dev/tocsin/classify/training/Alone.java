package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.voice.EncoderVoice;
import dev.tocsin.classify.voice.Model;
import dev.tocsin.classify.voice.NgramVoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One language's encoder and n-grams, each heard alone: what the pool has to be better than. */
public final class Alone {

    private final List<Model.Learned> fromEncoder = new ArrayList<>();
    private final List<Model.Learned> fromNgrams = new ArrayList<>();
    private final EncoderVoice encoder;
    private final NgramVoice ngrams;

    public Alone(List<Example> examples, SentenceEncoder sentences) {
        HeadTrainer trainer = new HeadTrainer(examples, sentences);
        List<double[]> weights = new ArrayList<>();
        for (Category category : Category.values()) {
            fromEncoder.add(learn(trainer, examples, category, (i, byEncoder, byNgrams) -> new double[] {byEncoder})
                    .learned());
            HeadTrainer.Answer words =
                    learn(trainer, examples, category, (i, byEncoder, byNgrams) -> new double[] {byNgrams});
            fromNgrams.add(words.learned());
            weights.add(words.ngrams());
        }
        this.encoder = new EncoderVoice(
                sentences, fromEncoder.stream().map(Model.Learned::encoder).toList());
        this.ngrams = new NgramVoice(
                rows(trainer.vocabulary(), weights),
                fromNgrams.stream().mapToDouble(Model.Learned::ngramBias).toArray());
    }

    /** A pool of one voice only sets it right: how sure it may be, and from where on it counts. */
    private static HeadTrainer.Answer learn(
            HeadTrainer trainer, List<Example> examples, Category category, HeadTrainer.SignalsOf voice) {
        List<Boolean> labels = examples.stream()
                .map(example -> example.labels().containsKey(category))
                .toList();
        return trainer.learn(labels, List.of("voice"), voice, pooled -> Threshold.best(examples, category, pooled));
    }

    private static Map<String, float[]> rows(List<String> vocabulary, List<double[]> weights) {
        Map<String, float[]> rows = new HashMap<>();
        for (int i = 0; i < vocabulary.size(); i++) {
            float[] row = new float[weights.size()];
            for (int category = 0; category < row.length; category++) {
                row[category] = (float) weights.get(category)[i];
            }
            rows.put(vocabulary.get(i), row);
        }
        return rows;
    }

    public boolean encoderTells(Category category, AnnotatedSentence sentence) {
        return tells(fromEncoder.get(category.ordinal()), encoder.logOdds(sentence)[category.ordinal()]);
    }

    public boolean ngramsTell(Category category, AnnotatedSentence sentence) {
        return tells(fromNgrams.get(category.ordinal()), ngrams.logOdds(sentence)[category.ordinal()]);
    }

    private static boolean tells(Model.Learned learned, double voice) {
        return learned.bias() + learned.pool().getOrDefault("voice", 0.0) * voice >= learned.threshold();
    }
}
