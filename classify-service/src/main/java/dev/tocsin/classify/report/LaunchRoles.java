package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who launches, and with whom. */
final class LaunchRoles {

    /** How far behind the subject its partners are looked for. */
    private static final int PARTNER_REACH = 140;

    private static final Pattern PARTNER = Pattern.compile(
            "(?:\\b(?:with|and|alongside|by|of|for|from|via|on|at|in)(?: the| its)?|&|,|，|、|与|和|及|同|联合|联手|携手|与其|在|旗下|x|×) ?$");

    /** "On OpenSea": where it is sold, not who issues it. */
    private static final Pattern MARKET = Pattern.compile("(?:\\b(?:on|via|through|at)(?: the)?|在|登陆|上架|登) ?$");

    private static final Pattern BESIDE = Pattern.compile("^ ?(?:&|and|,|、|与|和|联合|携手|x|×)");

    private final Subjects subjects;

    LaunchRoles(Annotator annotator) {
        this.subjects = new Subjects(annotator);
    }

    Claim read(Verdict verdict, SentenceInContext at) {
        AnnotatedSentence sentence = at.sentence();
        Entry subject = subjects.of(verdict, at, false);
        List<Entry> actors = new ArrayList<>();
        if (subject != null) {
            actors.add(subject);
        }
        int subjectEnd = sentence.mentions().stream()
                .filter(mention -> mention.entry().equals(subject))
                .mapToInt(Mention::end)
                .findFirst()
                .orElse(verdict.start());
        sentence.mentions(Tag.COMPANY)
                .filter(mention -> Math.abs(mention.start() - subjectEnd) <= PARTNER_REACH)
                .filter(mention -> mention.start() > subjectEnd
                        ? isPartner(sentence, mention)
                        : BESIDE.matcher(sentence.tagged().substring(mention.end()))
                                .find())
                .map(Mention::entry)
                .filter(entry -> !actors.contains(entry))
                .limit(3)
                .forEach(actors::add);
        List<Entry> named = sentence.mentions(Tag.COMPANY).map(Mention::entry).toList();
        return new Claim(verdict, at, actors, named, null, null, null, null, null);
    }

    private static boolean isPartner(AnnotatedSentence sentence, Mention mention) {
        int start = mention.start();
        boolean market = mention.actor() != null && mention.actor().kind() == Actor.Kind.EXCHANGE;
        if (market && MARKET.matcher(sentence.tagged().substring(0, start)).find()) {
            return false;
        }
        return PARTNER.matcher(sentence.tagged().substring(Math.max(0, start - 12), start))
                .find();
    }
}
