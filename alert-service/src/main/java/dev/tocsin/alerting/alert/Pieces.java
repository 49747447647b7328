package dev.tocsin.alerting.alert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pieces of a text by which it is found: all runs of one, two and three characters that have no blank in them. A term can
 * occur only where all of its own pieces do, in every script alike, so an index of pieces leaves few texts to be read. SQL
 * function {@code alerts.pieces} cuts in the same way.
 */
final class Pieces {
    /** Marks a jurisdiction among what an alert is found by; pieces are shorter. */
    static final String PLACE = "place:";

    /** Marks an actor's id or name. */
    static final String ACTOR = "actor:";

    private static final int LONGEST = 3;
    private static final int MOST_NEEDED = 12;
    private static final String BLANKS = " \t\n\u000b\f\r";

    private Pieces() {}

    /** @param folded as {@link Facets#fold} leaves it */
    static Set<String> of(String folded) {
        int[] characters = folded.codePoints().toArray();
        Set<String> pieces = new TreeSet<>();
        for (int start = 0; start < characters.length; start++) {
            for (int length = 1; length <= LONGEST && start + length <= characters.length; length++) {
                if (BLANKS.indexOf(characters[start + length - 1]) >= 0) {
                    break;
                }
                pieces.add(new String(characters, start, length));
            }
        }
        return pieces;
    }

    /** Those that a text with this term has to have: the longest ones, a dozen of them from begin to end of a long term. */
    static Set<String> needed(String term) {
        int[] characters = term.codePoints().toArray();
        int length = Math.min(LONGEST, characters.length);
        List<String> all = new ArrayList<>();
        for (int start = 0; start + length <= characters.length; start++) {
            all.add(new String(characters, start, length));
        }
        if (all.size() <= MOST_NEEDED) {
            return new LinkedHashSet<>(all);
        }
        Set<String> some = new LinkedHashSet<>();
        for (int i = 0; i < MOST_NEEDED; i++) {
            some.add(all.get(i * (all.size() - 1) / (MOST_NEEDED - 1)));
        }
        return some;
    }
}
