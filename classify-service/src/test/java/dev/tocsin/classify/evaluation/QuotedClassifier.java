package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.category.Opinion;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.passage.Sentence;
import dev.tocsin.classify.training.Example;
import dev.tocsin.classify.voice.RuleVoice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Accepts exactly the sentences that the readers of one item quoted, as what they said that they tell: what reports get
 * wrong below it, no classifier is to blame for. Where in a sentence its event is told, the rules say as ever.
 */
final class QuotedClassifier implements Classifier {

    private static final double STRENGTH = 0.9;

    private final RuleVoice rules;
    private final CorpusItem item;

    QuotedClassifier(RuleVoice rules, CorpusItem item) {
        this.rules = rules;
        this.item = item;
    }

    @Override
    public String version() {
        return "quoted";
    }

    @Override
    public Headline hear(AnnotatedSentence headline, String around) {
        return Headline.NONE;
    }

    @Override
    public List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline) {
        boolean untitled = item.title() == null && sentence.sentence().origin() == Sentence.Origin.TITLE;
        Map<Category, Status> labels =
                untitled ? new EnumMap<>(Category.class) : Example.labels(item, sentence.sentence());
        List<Verdict> verdicts = new ArrayList<>();
        if (!labels.isEmpty()) {
            Map<Category, RuleVoice.Reading> readings = rules.read(sentence, around);
            labels.forEach((category, status) -> {
                Verdict told = rules.spoken(category, sentence, Objects.requireNonNull(readings.get(category)));
                verdicts.add(
                        new Verdict(category, status, told.scope(), STRENGTH, told.reason(), told.start(), told.end()));
            });
        }
        return verdicts;
    }

    @Override
    public List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline) {
        return List.of();
    }
}
