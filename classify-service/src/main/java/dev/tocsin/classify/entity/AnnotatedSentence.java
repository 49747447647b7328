package dev.tocsin.classify.entity;

import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sentence with the names in it made out; all three texts are equally long.
 *
 * @param folded as gazetteers and date patterns read it
 * @param tagged the folded text with every name replaced by its {@link Tag}'s sign
 * @param chinese which script's rules are to read it
 * @param context folded, what a reader has in mind who comes to it: the headline above, or the lead below; may be empty
 */
public record AnnotatedSentence(
        Sentence sentence, String folded, String tagged, List<Mention> mentions, boolean chinese, String context) {

    private static final String BESIDE = " | ";

    public AnnotatedSentence {
        mentions = List.copyOf(mentions);
    }

    /** Met with out of any context. */
    public AnnotatedSentence(Sentence sentence, String folded, String tagged, List<Mention> mentions, boolean chinese) {
        this(sentence, folded, tagged, mentions, chinese, "");
    }

    /** The same, met with in this context. */
    public AnnotatedSentence within(String other) {
        return new AnnotatedSentence(sentence, folded, tagged, mentions, chinese, other);
    }

    /** The sentence, then its context. */
    public String inContext() {
        return context.isEmpty() ? folded : folded + BESIDE + context;
    }

    public Stream<Mention> mentions(Tag tag) {
        return mentions.stream().filter(mention -> mention.tag() == tag);
    }
}
