package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Mention;
import java.util.regex.Pattern;

/** "Sweden urges the EU to forbid", 呼吁欧盟禁止: whom somebody asks for a ban decides, and there it would hold. */
final class Addressee {

    /** No word of asking stands further from whom it asks. */
    private static final int REACH = 20;

    private static final Pattern ASKED = Pattern.compile(
            "(?:\\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for)|press(?:es|ed|ing)?|want(?:s|ed)?)(?: an?| the)? |(?:呼吁|敦促|建议|促请|要求)(?:在)?)$");

    private static final Pattern TO_ACT = Pattern.compile("^(?: to |-wide|[^，。；]{0,6}(?:应|禁|停|限|层面))");

    private Addressee() {}

    static boolean is(Mention place, AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        return TO_ACT.matcher(tagged.substring(place.end())).find()
                && ASKED.matcher(tagged.substring(Math.max(0, place.start() - REACH), place.start()))
                        .find();
    }
}
