package dev.tocsin.classify.training;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.corpus.Corpus;
import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.passage.Sentence;
import dev.tocsin.classify.report.ArticleSentences;
import dev.tocsin.classify.report.SentenceInContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One sentence of the corpus, with the categories and statuses of the events that it claims.
 *
 * @param lead true where it stands right below the headline
 * @param fold which of the cross-validation's folds its story falls into
 */
public record Example(
        CorpusItem item,
        AnnotatedSentence sentence,
        String around,
        boolean lead,
        Map<Category, Status> labels,
        int fold) {

    static final int FOLDS = 5;

    /** All of one language in a part of the corpus. */
    public static List<Example> of(Corpus.Part part, boolean chinese, Annotator annotator) {
        return Corpus.read(part).stream()
                .filter(item -> item.isChinese() == chinese)
                .flatMap(item -> of(item, annotator).stream())
                .toList();
    }

    public static List<Example> of(CorpusItem item, Annotator annotator) {
        List<Example> examples = new ArrayList<>();
        int fold = Math.floorMod(item.story().hashCode(), FOLDS);
        for (SentenceInContext at : ArticleSentences.of(item.article(), annotator)) {
            Sentence sentence = at.sentence().sentence();
            boolean untitled = item.title() == null && sentence.origin() == Sentence.Origin.TITLE;
            if (!untitled) {
                examples.add(
                        new Example(item, at.sentence(), at.around(), at.passage() == 0, labels(item, sentence), fold));
            }
        }
        return examples;
    }

    /** The categories of the events that a sentence of the item claims, with their statuses. */
    public static Map<Category, Status> labels(CorpusItem item, Sentence sentence) {
        Map<Category, Status> labels = new EnumMap<>(Category.class);
        for (CorpusEvent event : item.events()) {
            if (event.quotes().stream().anyMatch(quote -> tells(sentence, quote, item))) {
                labels.put(event.category(), event.status());
            }
        }
        return labels;
    }

    /** A quote may be a clause of a sentence, or, where we split finer than the annotator, run over two. */
    private static boolean tells(Sentence sentence, String quote, CorpusItem item) {
        String title = item.title();
        boolean inTitle = title != null && title.contains(quote);
        if (inTitle != (sentence.origin() == Sentence.Origin.TITLE)) {
            return false;
        }
        int start = (inTitle && title != null ? title : item.text()).indexOf(quote);
        int common = Math.min(sentence.end(), start + quote.length()) - Math.max(sentence.start(), start);
        return start >= 0
                && 2 * common > Math.min(quote.length(), sentence.text().length());
    }

    boolean isTitle() {
        return sentence.sentence().origin() == Sentence.Origin.TITLE;
    }

    public boolean isChinese() {
        return sentence.chinese();
    }
}
