package dev.tocsin.classify.entity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of firms that a sentence describes: "Turkish miner Acme", "Acme, a small operator", "Acme of Austin". */
final class EnglishNames {

    private static final String NAME =
            "(?<name>(?:\\p{Lu}|\\p{Ll}\\p{Lu})[\\p{L}\\d&.’'-]*(?: (?:[\\p{Lu}\\d&][\\p{L}\\d&.’'-]*)){0,3})";

    private static final Pattern NAMED_BEHIND_ITS_KIND = Pattern.compile(
            "\\b(?i:firm|company|miner|exchange|operator|maker|manufacturer|start-?up|group|studio|club|brand|pool|provider|developer|outfit|watchmaker|subsidiary|unit|arm) "
                    + NAME + "(?![\\p{L}\\d])");

    private static final Pattern GOES_ON = Pattern.compile(
            " (?!(?:and|or|on|in|of|at|by|for|from|with|which|that|who|when|after|as|seen|now|also|first|today|yesterday)\\b)\\p{Ll}");

    private static final Pattern NAMED_BEFORE = Pattern.compile("(?:^[^\\p{L}]*|[-–—:] )" + NAME + ", $");

    /** "Site manager Jo Doe said": the firm's, not the firm. */
    private static final Pattern ROLE = Pattern.compile(
            "(?i)\\b(?:manager|director|executive|chief|founder|co-founder|owner|spokes\\w+|president|chairman|chairwoman|officer|captain|coach|curator|agent|boss|head|secretary) $");

    private static final Pattern OF_A_PLACE = Pattern.compile(" of \ue000+$");

    /** "Second U.S. miner", "Belo Horizonte Club": described, not named. */
    private static final Pattern DESCRIBED = Pattern.compile(
            "(?i)(?:(?:first|second|third|another|new|part of the|part of|\ue000+(?:-\\w+)?|\\w+-(?:owned|based|listed|backed|branded|linked|born)) ?)*(?:club|champions|firm|company|miners?|exchange|operator|start-?up|giant|team|side|pool|maker|group|player|shop|collectible)?s?|(?:bidding|series|part|proceeds|frames|instead|collectors|buyers|applicants)\\b.*");

    private EnglishNames() {}

    /** Who is named behind what kind of firm it is, within a stretch of the sentence. */
    static @Nullable Mention behindItsKind(AnnotatedSentence sentence, int from, int to) {
        String text = sentence.sentence().text();
        Matcher matcher = NAMED_BEHIND_ITS_KIND.matcher(text).region(from, to);
        Mention found = null;
        while (matcher.find()) {
            int end = firstVerb(text, matcher.start("name"), matcher.end("name"));
            // "Football club Crvena zvezda": half a name is worse than none.
            boolean whole = !GOES_ON.matcher(text).region(end, text.length()).lookingAt()
                    || LeadingNames.isVerb(text.substring(end + 1).split("[^\\p{L}]", 2)[0]);
            Mention named = whole ? named(sentence, matcher.start("name"), end) : null;
            found = named == null ? found : named;
        }
        return found;
    }

    /** Whom a description that begins at an offset is of: "Acme, a small operator in …". */
    static @Nullable Mention describedAt(AnnotatedSentence sentence, int start) {
        Matcher matcher = NAMED_BEFORE.matcher(sentence.sentence().text().substring(0, start));
        return matcher.find() ? named(sentence, matcher.start("name"), matcher.end("name")) : null;
    }

    /** The name between two offsets, without the town that it is of; null for a person in a role, and where nobody is named. */
    static @Nullable Mention named(AnnotatedSentence sentence, int start, int end) {
        String tagged = sentence.tagged();
        Matcher place = OF_A_PLACE.matcher(tagged).region(start, end);
        int to = place.find() ? place.start() : end;
        String name = sentence.sentence().text().substring(start, to).replaceAll("['’]s?$", "");
        boolean described = DESCRIBED.matcher(tagged.substring(start, to)).matches()
                || ROLE.matcher(tagged.substring(0, start)).find();
        boolean taken = sentence.mentions().stream()
                .anyMatch(mention -> mention.tag() != Tag.PLACE && mention.overlaps(start, to)
                        || mention.start() == start && mention.end() >= to);
        return described || taken || name.length() < 2 ? null : new Mention(start, to, Entry.unknown(name, null));
    }

    private static int firstVerb(String text, int start, int end) {
        int at = text.indexOf(' ', start);
        while (at >= 0 && at < end) {
            int next = text.indexOf(' ', at + 1);
            String word = text.substring(at + 1, next < 0 || next > end ? end : next);
            if (LeadingNames.isVerb(word)) {
                return at;
            }
            at = next;
        }
        return end;
    }
}
