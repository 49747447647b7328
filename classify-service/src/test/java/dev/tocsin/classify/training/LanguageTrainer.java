package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.encoder.Adapter;
import dev.tocsin.classify.encoder.Head;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.voice.Model;
import dev.tocsin.classify.voice.RuleVoice;
import dev.tocsin.classify.voice.Signals;
import dev.tocsin.classify.voice.StatusVoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Learns one language's two models: what a sentence tells, and how far that has come. The voices have learned from the
 * training part; how much each is worth is learned from what they say of the validation part, which they had not seen.
 */
final class LanguageTrainer {

    /**
     * Where a label's line is drawn, in log-odds. A pool learned by logistic regression says what it means; a line drawn
     * where it would have been best on a few hundred events hangs on which they were.
     */
    private static final double EVEN_ODDS = 0;

    private final RuleVoice rules = new RuleVoice();
    private final List<Example> train;
    private final List<Example> validation;
    private final SentenceEncoder encoder;
    private final Adapter adapter;
    private final Map<String, Integer> titles = new HashMap<>();

    /**
     * Each label's answer, by its word.
     *
     * @param vocabulary the n-grams that the answers' weights are of
     */
    record Result(Map<String, Answer> answers, List<String> vocabulary) {}

    /**
     * @param ngrams weights, by the vocabulary's index
     * @param pooled the log-odds of each example of the validation part, from pools that had not learned from its story
     */
    record Answer(Model.Learned learned, double[] ngrams, double[] pooled) {}

    /** The signals of an example of the validation part, once the encoder and the n-grams have said their log-odds. */
    private interface SignalsOf {
        double[] of(int example, double encoder, double ngrams);
    }

    LanguageTrainer(List<Example> train, List<Example> validation, SentenceEncoder encoder, Adapter adapter) {
        this.train = List.copyOf(train);
        this.validation = List.copyOf(validation);
        this.encoder = encoder;
        this.adapter = adapter;
        for (int i = 0; i < validation.size(); i++) {
            if (validation.get(i).isTitle()) {
                titles.put(validation.get(i).item().id(), i);
            }
        }
    }

    Result categories() {
        NgramTrainer ngrams = new NgramTrainer(train);
        List<Map<Category, RuleVoice.Reading>> readings = validation.stream()
                .map(example -> rules.read(example.sentence(), example.around()))
                .toList();
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            List<Boolean> labels = labels(train, category);
            Voices voices = new Voices(validation, head(category.word()), ngrams, ngrams.learn(labels), Signals.NAMES);
            // First without the headline, to learn what can be heard of the headlines themselves.
            double[] heard =
                    pooled(voices, category, readings, i -> Headline.NONE).heldOut();
            PoolTrainer pool = pooled(voices, category, readings, i -> headline(i, category, heard));
            answers.put(category.word(), voices.answer(pool));
        }
        return new Result(answers, ngrams.vocabulary());
    }

    private Head head(String word) {
        return adapter.heads(List.of(word)).get(0);
    }

    private static List<Boolean> labels(List<Example> examples, Category category) {
        return examples.stream()
                .map(example -> example.labels().containsKey(category))
                .toList();
    }

    private PoolTrainer pooled(
            Voices voices,
            Category category,
            List<Map<Category, RuleVoice.Reading>> readings,
            IntFunction<Headline> headlines) {
        return voices.pool(
                labels(validation, category),
                (i, byEncoder, byNgrams) -> Signals.of(
                        category,
                        validation.get(i).sentence(),
                        byEncoder,
                        byNgrams,
                        readings.get(i),
                        headlines.apply(i)));
    }

    private Headline headline(int example, Category category, double[] heard) {
        Integer title = titles.get(validation.get(example).item().id());
        if (title == null || title == example) {
            return Headline.NONE;
        }
        return new Headline(
                Map.of(category, heard[title]), validation.get(example).lead());
    }

    /** A sentence that claims one event. */
    private record Told(Example example, Category category) {

        static List<Told> in(List<Example> examples) {
            List<Told> told = new ArrayList<>();
            examples.forEach(
                    example -> example.labels().keySet().forEach(category -> told.add(new Told(example, category))));
            return told;
        }

        boolean is(Status status) {
            return example.labels().get(category) == status;
        }
    }

    /** Learned on the claims alone; a sentence that claims two events stands twice. */
    Result statuses() {
        List<Told> learnedFrom = Told.in(train);
        List<Told> weighedOn = Told.in(validation);
        NgramTrainer ngrams =
                new NgramTrainer(learnedFrom.stream().map(Told::example).toList());
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            Voices voices = new Voices(
                    weighedOn.stream().map(Told::example).toList(),
                    head(status.word()),
                    ngrams,
                    ngrams.learn(
                            learnedFrom.stream().map(told -> told.is(status)).toList()),
                    StatusVoice.SIGNALS);
            PoolTrainer pool = voices.pool(
                    weighedOn.stream().map(told -> told.is(status)).toList(),
                    (i, byEncoder, byNgrams) -> signals(status, weighedOn.get(i), byEncoder, byNgrams));
            answers.put(status.word(), voices.answer(pool));
        }
        return new Result(answers, ngrams.vocabulary());
    }

    private double[] signals(Status status, Told told, double byEncoder, double byNgrams) {
        Example example = told.example();
        RuleVoice.Reading reading =
                rules.read(example.sentence(), example.around()).get(told.category());
        if (reading == null) {
            throw new IllegalStateException("No reading for " + told.category());
        }
        Verdict spoken = rules.spoken(told.category(), example.sentence(), reading);
        return StatusVoice.signals(
                status, told.category(), spoken.status(), reading.verdict() != null, byEncoder, byNgrams);
    }

    /** What the encoder and the n-grams say of each example, for one label. */
    private final class Voices {

        private final List<Example> examples;
        private final LogisticRegression words;
        private final List<String> names;
        private final double[] byEncoder;
        private final double[] byNgrams;

        Voices(List<Example> examples, Head head, NgramTrainer ngrams, LogisticRegression words, List<String> names) {
            this.examples = examples;
            this.words = words;
            this.names = names;
            this.byEncoder = examples.stream()
                    .mapToDouble(example ->
                            head.logOdds(encoder.encode(example.sentence().inContext())))
                    .toArray();
            this.byNgrams = examples.stream()
                    .mapToDouble(example -> ngrams.logOdds(words, example.sentence()))
                    .toArray();
        }

        PoolTrainer pool(List<Boolean> labels, SignalsOf signalsOf) {
            List<double[]> signals = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                signals.add(signalsOf.of(i, byEncoder[i], byNgrams[i]));
            }
            return new PoolTrainer(examples, signals, labels, names);
        }

        Answer answer(PoolTrainer pool) {
            double[] pooled = pool.heldOut();
            Model.Learned learned =
                    new Model.Learned(Rounded.of(words.bias()), pool.learn(), EVEN_ODDS, pool.gate(pooled, EVEN_ODDS));
            return new Answer(learned, words.weights(), pooled);
        }
    }
}
