package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.Pretrained;
import dev.tocsin.classify.training.Alone;
import dev.tocsin.classify.training.Example;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What less would reach: key words, and the n-grams and the encoder as it was pretrained, each alone, learned here from
 * the training part.
 */
final class Baselines {

    private final Evaluation evaluation;
    private final Screen screen;
    private final Alone english;
    private final Alone chinese;

    Baselines(Evaluation evaluation, Screen screen) {
        this.evaluation = evaluation;
        this.screen = screen;
        this.english = alone(Pretrained.ENGLISH, false);
        this.chinese = alone(Pretrained.CHINESE, true);
    }

    private Alone alone(Pretrained pretrained, boolean ofChinese) {
        return new Alone(
                examples(Corpus.Part.TRAIN, ofChinese),
                examples(Corpus.Part.VALIDATION, ofChinese),
                Encoders.unadapted(pretrained));
    }

    private List<Example> examples(Corpus.Part part, boolean ofChinese) {
        List<Example> examples = new ArrayList<>();
        for (CorpusItem item : Corpus.read(part)) {
            if (item.isChinese() == ofChinese) {
                examples.addAll(Example.of(item, evaluation.reader().annotator()));
            }
        }
        return examples;
    }

    void print() {
        screen.heading("Macro-F1 by article, beside the baselines");
        screen.columns(
                "%-18s %-22s %-22s %-22s %s", "", "the classifier", "key words", "n-grams alone", "encoder alone");
        for (View view : evaluation.views(Evaluation.LANGUAGES)) {
            screen.line(
                    "%-18s %-22s %-22s %-22s %s",
                    view.name(),
                    macroF1(view, Reading::found),
                    macroF1(view, reading -> Keywords.of(reading.item())),
                    macroF1(view, reading -> alone(reading, false)),
                    macroF1(view, reading -> alone(reading, true)));
        }
    }

    private static String macroF1(View view, Function<Reading, Set<Category>> found) {
        List<int[]> rows = view.readings().stream()
                .map(reading -> Labels.article(reading.wanted(), found.apply(reading)))
                .toList();
        return Screen.figure(Figure.resampled(rows, Labels::macroF1));
    }

    private Set<Category> alone(Reading reading, boolean encoder) {
        Set<Category> found = EnumSet.noneOf(Category.class);
        for (Reading.Judged judged : reading.sentences()) {
            Alone voices = judged.sentence().chinese() ? chinese : english;
            for (Category category : Category.values()) {
                boolean tells = encoder
                        ? voices.encoderTells(category, judged.sentence())
                        : voices.ngramsTell(category, judged.sentence());
                if (tells) {
                    found.add(category);
                }
            }
        }
        return found;
    }
}
