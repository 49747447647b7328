package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a move leads, as its sentence tells it; null where it does not say.
 *
 * @param from where the sentence says that it leads away from
 * @param there where the mover will be, by the sentence: the destination, if nobody tells another
 * @param home where the sentence places the mover or its machines: the origin, if nobody tells another
 */
public record Journey(
        @Nullable Entry from,
        @Nullable Entry to,
        @Nullable Entry there,
        @Nullable Entry home) {

    private static final Pattern MOVES = Pattern.compile(
            "\\b(?:mov(?:e[sd]?|ing)|relocat\\w+|shift\\w*|ship(?:s|ped|ping)?|transfer\\w*|migrat\\w+|haul\\w*|truck\\w*|fl(?:y|ies|ew|own|ying)|sen[dt]\\w*|redeploy\\w*|rerout\\w+|transplant\\w*|pack\\w*|head(?:s|ed|ing)?|settl\\w+|depart\\w*|leav\\w+|left|re-?domicil\\w+|decamp\\w*|bound)\\b|迁|搬|运|转|移|撤|出海|落户|落脚|离开|告别");

    private static final Pattern NEXT = Pattern.compile("^(?:,? (?:and|or) |, |、|和|或者?|及|以及|与)(?:to |the |到|去)?$");

    /** Of "London, Singapore, Tokyo" no end of a move is told, though no "or" stand between them. */
    private static final int SEVERAL = 2;

    /** "To London, Singapore or Tokyo": not told yet. */
    private static final Pattern UNDECIDED = Pattern.compile("\\bor\\b|或|还是");

    /** @param at where the words stand that tell of the move: a place before them is where the mover comes from */
    public static Journey in(AnnotatedSentence sentence, int at) {
        List<Spot> spots = Spot.in(sentence);
        List<Waymark> marks = new ArrayList<>();
        for (Spot spot : spots) {
            marks.add(Waymark.of(spot, sentence));
        }
        int verb = spots.isEmpty() ? at : verb(sentence, at);
        Spot from = first(spots, marks, Waymark.FROM, 0, null);
        Spot to = first(spots, marks, Waymark.TO, 0, from);
        boolean open = to != null && isOneOfSeveral(spots, to, sentence);
        Spot there = first(spots, marks, Waymark.AT, verb, from);
        if (to == null && there == null && from != null) {
            there = first(spots, marks, Waymark.NONE, 0, from);
        }
        Spot goal = to != null ? to : there;
        Spot home = first(spots, marks, Waymark.HELD, 0, goal);
        home = home != null ? home : before(spots, marks, goal == null ? verb : goal.start(), goal);
        return new Journey(entry(from), open ? null : entry(to), open ? null : entry(there), entry(home));
    }

    /** Where it leads, by all that the sentence says. */
    public @Nullable Entry goal() {
        return to != null ? to : there;
    }

    private static @Nullable Entry entry(@Nullable Spot spot) {
        return spot == null ? null : spot.entry();
    }

    private static int verb(AnnotatedSentence sentence, int at) {
        Matcher moves = MOVES.matcher(sentence.tagged());
        return moves.find() ? moves.start() : at;
    }

    private static @Nullable Spot first(
            List<Spot> spots, List<Waymark> marks, Waymark mark, int after, @Nullable Spot taken) {
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get(i);
            if (marks.get(i) == mark && spot.start() >= after && (taken == null || !spot.agreesWith(taken))) {
                return spot;
            }
        }
        return null;
    }

    private static @Nullable Spot before(List<Spot> spots, List<Waymark> marks, int end, @Nullable Spot taken) {
        Spot found = null;
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get(i);
            if (marks.get(i) == Waymark.AT && spot.start() < end && (taken == null || !spot.agreesWith(taken))) {
                found = spot;
            }
        }
        return found;
    }

    private static boolean isOneOfSeveral(List<Spot> spots, Spot to, AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        int end = spots.indexOf(to);
        while (end + 1 < spots.size()
                && NEXT.matcher(tagged.substring(
                                spots.get(end).end(), spots.get(end + 1).start()))
                        .find()) {
            end++;
        }
        return end - spots.indexOf(to) >= SEVERAL
                || UNDECIDED
                        .matcher(tagged.substring(
                                to.end(), Math.max(to.end(), spots.get(end).start())))
                        .find();
    }
}
