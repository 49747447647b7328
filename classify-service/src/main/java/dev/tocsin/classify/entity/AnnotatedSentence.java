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
 */
public record AnnotatedSentence(
        Sentence sentence, String folded, String tagged, List<Mention> mentions, boolean chinese) {

    public AnnotatedSentence {
        mentions = List.copyOf(mentions);
    }

    public Stream<Mention> mentions(Tag tag) {
        return mentions.stream().filter(mention -> mention.tag() == tag);
    }
}
