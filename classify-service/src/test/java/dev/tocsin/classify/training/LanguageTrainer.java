package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.training.HeadTrainer.Answer;
import dev.tocsin.classify.voice.RuleVoice;
import dev.tocsin.classify.voice.Signals;
import dev.tocsin.classify.voice.StatusVoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Learns one language's two models: what a sentence tells, and how far that has come. */
final class LanguageTrainer {

    private final RuleVoice rules = new RuleVoice();
    private final List<Example> examples;
    private final SentenceEncoder encoder;
    private final Map<String, Integer> titles = new HashMap<>();

    /** Each label's answer, by its word, and the n-grams that the answers' weights are of. */
    record Result(Map<String, Answer> answers, List<String> vocabulary) {}

    LanguageTrainer(List<Example> examples, SentenceEncoder encoder) {
        this.examples = List.copyOf(examples);
        this.encoder = encoder;
        for (int i = 0; i < examples.size(); i++) {
            if (examples.get(i).isTitle()) {
                titles.put(examples.get(i).item().id(), i);
            }
        }
    }

    Result categories() {
        HeadTrainer trainer = new HeadTrainer(examples, encoder);
        List<Map<Category, RuleVoice.Reading>> readings = examples.stream()
                .map(example -> rules.read(example.sentence(), example.around()))
                .toList();
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            List<Boolean> labels = examples.stream()
                    .map(example -> example.labels().containsKey(category))
                    .toList();
            // First without the headline, to learn what can be heard of the headlines themselves.
            double[] heard = learn(trainer, category, labels, readings, i -> Headline.NONE)
                    .pooled();
            answers.put(category.word(), learn(trainer, category, labels, readings, i -> headline(i, category, heard)));
        }
        return new Result(answers, trainer.vocabulary());
    }

    private Answer learn(
            HeadTrainer trainer,
            Category category,
            List<Boolean> labels,
            List<Map<Category, RuleVoice.Reading>> readings,
            IntFunction<Headline> headlines) {
        return trainer.learn(
                labels,
                Signals.NAMES,
                (i, byEncoder, byNgrams) -> Signals.of(
                        category, examples.get(i).sentence(), byEncoder, byNgrams, readings.get(i), headlines.apply(i)),
                pooled -> Threshold.best(examples, category, pooled));
    }

    private Headline headline(int example, Category category, double[] heard) {
        Integer title = titles.get(examples.get(example).item().id());
        if (title == null || title == example) {
            return Headline.NONE;
        }
        return new Headline(
                Map.of(category, heard[title]), examples.get(example).lead());
    }

    /** Learned on the claims alone; a sentence that claims two events stands twice. */
    Result statuses() {
        List<Example> claims = new ArrayList<>();
        List<Category> categories = new ArrayList<>();
        for (Example example : examples) {
            example.labels().keySet().forEach(category -> {
                claims.add(example);
                categories.add(category);
            });
        }
        HeadTrainer trainer = new HeadTrainer(claims, encoder);
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Status status : Status.values()) {
            List<Boolean> labels = new ArrayList<>();
            for (int i = 0; i < claims.size(); i++) {
                labels.add(claims.get(i).labels().get(categories.get(i)) == status);
            }
            answers.put(
                    status.word(),
                    trainer.learn(
                            labels,
                            StatusVoice.SIGNALS,
                            (i, byEncoder, byNgrams) ->
                                    signals(status, claims.get(i), categories.get(i), byEncoder, byNgrams),
                            pooled -> 0));
        }
        return new Result(answers, trainer.vocabulary());
    }

    private double[] signals(Status status, Example claim, Category category, double byEncoder, double byNgrams) {
        RuleVoice.Reading reading = rules.read(claim.sentence(), claim.around()).get(category);
        if (reading == null) {
            throw new IllegalStateException("No reading for " + category);
        }
        Verdict spoken = rules.spoken(category, claim.sentence(), reading);
        return StatusVoice.signals(status, category, spoken.status(), reading.verdict() != null, byEncoder, byNgrams);
    }
}
