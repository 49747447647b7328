package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Headline;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A sentence, and what a reader has in mind on reaching it.
 *
 * @param number counts the sentences, title and headings among them
 * @param passage counts the passages of the article; -1 for the title
 * @param section counts its headings
 * @param item counts the items of lists, each of which speaks of something of its own; 0 outside of them
 * @param before the sentences a reader looks back to for who and where, the nearest first: those before it in the
 *     passage, the heading, those of the section's passages before, the title
 * @param around the folded title, heading and passage
 * @param digest true where its article tells of many things, each paragraph of one of its own
 */
public record SentenceInContext(
        int number,
        AnnotatedSentence sentence,
        int passage,
        int section,
        int item,
        List<AnnotatedSentence> before,
        String around,
        boolean digest) {

    SentenceInContext(
            int number,
            AnnotatedSentence sentence,
            int passage,
            int section,
            int item,
            List<AnnotatedSentence> before,
            String around) {
        this(number, sentence, passage, section, item, before, around, false);
    }

    /** The sentence as one of a digest's section that tells one kind of event. */
    SentenceInContext inDigest() {
        return new SentenceInContext(number, sentence, passage, section, item, before, around, isBody());
    }

    /** The sentence as one of a digest, where nobody looks back beyond its paragraph and the heading. */
    SentenceInContext inDigest(int passageStart) {
        if (!isBody()) {
            return this;
        }
        List<AnnotatedSentence> own = before.stream()
                .filter(earlier -> switch (earlier.sentence().origin()) {
                    case BODY -> earlier.sentence().start() >= passageStart;
                    case HEADING -> true;
                    case TITLE -> false;
                })
                .toList();
        int ownItem = passage + 1;
        return new SentenceInContext(number, sentence, passage, section, ownItem, own, around, true);
    }

    /** The headline as this sentence stands to it. */
    public Headline under(Headline headline) {
        if (passage < 0) {
            return Headline.NONE;
        }
        return passage == 0 ? headline : headline.fromAfar();
    }

    boolean isBody() {
        return sentence.sentence().origin() == Sentence.Origin.BODY;
    }

    /** True where both stand in one section and, of a list, in one item. */
    boolean isBeside(SentenceInContext other) {
        return section == other.section && item == other.item;
    }

    /** The name of that kind that the nearest sentence holding one begins with: what it is about. */
    Optional<Entry> lastNamed(Tag tag, Predicate<Entry> fits) {
        for (AnnotatedSentence earlier : before) {
            Optional<Entry> last =
                    earlier.mentions(tag).map(Mention::entry).filter(fits).findFirst();
            if (last.isPresent()) {
                return last;
            }
        }
        return Optional.empty();
    }
}
