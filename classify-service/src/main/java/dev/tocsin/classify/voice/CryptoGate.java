package dev.tocsin.classify.voice;

import dev.tocsin.classify.pattern.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells at little cost whether an article may hold an event at all: most news does not, and is spared the rules. Looks
 * at the whole article, since single sentences of a true event often hold no such word.
 */
public final class CryptoGate {

    /** A cue of this strength opens it whatever stands around it. */
    private static final double SURE = 2;

    /** In bytes of UTF-8, so that both scripts may tell as much: twice what a headline with its lead takes. */
    private static final int MOST_OF_A_BRIEF = 700;

    private final Patterns words;
    private final int[] sure;
    private final int[] doubtful;

    public CryptoGate() {
        List<Pattern> all = new ArrayList<>();
        RuleBook book = RuleBook.named("gate", all, all);
        words = new Patterns(all);
        sure = patterns(book, true);
        doubtful = patterns(book, false);
    }

    private static int[] patterns(RuleBook book, boolean sure) {
        return Stream.of(book.english(), book.chinese())
                .flatMap(rules -> rules.cues().stream())
                .filter(cue -> cue.strength() >= SURE == sure)
                .mapToInt(Rules.Cue::pattern)
                .toArray();
    }

    /** @param folded title and text */
    public boolean admits(String folded) {
        Patterns.In found = words.in(folded);
        return holdsAny(found, sure) || isBrief(folded) && holdsAny(found, doubtful);
    }

    private static boolean holdsAny(Patterns.In found, int[] patterns) {
        for (int pattern : patterns) {
            if (found.holds(pattern)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBrief(String folded) {
        int bytes = folded.length();
        for (int i = 0; i < folded.length() && bytes <= MOST_OF_A_BRIEF; i++) {
            char c = folded.charAt(i);
            bytes += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
        }
        return bytes <= MOST_OF_A_BRIEF;
    }
}
