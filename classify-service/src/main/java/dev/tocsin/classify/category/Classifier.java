package dev.tocsin.classify.category;

import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which categories a sentence tells an event of. Stateless; the same words give the same verdicts. */
public interface Classifier {

    /** Named in every report, so that a changed verdict can be told from a changed world. */
    String version();

    /** What there is to be heard of a headline, for the sentences below it. */
    Headline hear(AnnotatedSentence headline, String around);

    /**
     * @param around the folded title, heading and paragraph that the sentence stands in
     * @return at most one verdict per category, in the order of {@link Category}
     */
    List<Verdict> classify(AnnotatedSentence sentence, String around, Headline headline);

    /** Why {@link #classify} says what it says: every category, the most probable first. */
    List<Opinion> explain(AnnotatedSentence sentence, String around, Headline headline);

    /** What a sentence that it accepted says; null where it hears by other means than an encoder. */
    default @Nullable Statement statement(AnnotatedSentence sentence) {
        return null;
    }
}
