package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Tag;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** "Ukraine launches an NFT museum": a state acts as an institution does. */
final class PublicBodies {

    /** What may stand between a state and what it does. */
    private static final Pattern ACTS = Pattern.compile(
            "(?:'s?)?(?: (?:has|have|is|will|to|also|plans?|wants?|says it|today|just|now|cancels? [^;]{0,30}))*,? ?|(?:将|已|也|宣布|计划|拟|即将|官方){0,3}");

    private static final Pattern BESIDE = Pattern.compile("\\b(?:in|from|of|at|near|based) (?:the )?$");

    private PublicBodies() {}

    static @Nullable Entry acting(AnnotatedSentence sentence, Verdict verdict, Annotator annotator) {
        String tagged = sentence.tagged();
        return sentence.mentions().stream()
                .filter(mention -> mention.tag() != Tag.COMPANY && mention.end() <= verdict.start() + 1)
                .filter(mention -> ACTS.matcher(
                                tagged.substring(mention.end(), Math.max(mention.end(), verdict.start())))
                        .matches())
                .filter(mention ->
                        !BESIDE.matcher(tagged.substring(0, mention.start())).find())
                .map(mention -> mention.entry())
                .reduce((first, second) -> second)
                .map(entry -> ClaimReader.isPlace(entry) ? annotator.authoritiesOf(entry) : entry)
                .filter(entry -> entry.actor() != null)
                .orElse(null);
    }
}
