package dev.tocsin.classify.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many regular expressions that are sought in the same texts. One walk over a text tells which of them cannot be in it,
 * for want of a word that they need; only the others are tried. What is found is the same.
 */
public final class Patterns {

    private final List<Pattern> patterns;

    /** For each pattern the numbers of the sets of words of which it needs one each; patterns share sets. */
    private final int[][] needed;

    private final WordScan scan;

    public Patterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        Map<Set<String>, Integer> numbers = new LinkedHashMap<>();
        this.needed = new int[patterns.size()][];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = NeededWords.of(patterns.get(i)).stream()
                    .mapToInt(words -> numbers.computeIfAbsent(words, fresh -> numbers.size()))
                    .distinct()
                    .toArray();
        }
        this.scan = new WordScan(List.copyOf(numbers.keySet()));
    }

    /** Patterns that are literally these words. */
    public static Patterns ofWords(Iterable<String> words) {
        List<Pattern> patterns = new ArrayList<>();
        words.forEach(word -> patterns.add(Pattern.compile(word.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0"))));
        return new Patterns(patterns);
    }

    public In in(String text) {
        return new In(text, scan.in(text));
    }

    /** The patterns in one text, by their place in the list. */
    public final class In {
        private final String text;
        private final BitSet held;

        private In(String text, BitSet held) {
            this.text = text;
            this.held = held;
        }

        public String text() {
            return text;
        }

        /** False only of a pattern that is not there. */
        public boolean mayHold(int pattern) {
            for (int words : needed[pattern]) {
                if (!held.get(words)) {
                    return false;
                }
            }
            return true;
        }

        public boolean holds(int pattern) {
            return mayHold(pattern) && matcher(pattern).find();
        }

        public boolean holdsAny() {
            for (int pattern = 0; pattern < needed.length; pattern++) {
                if (holds(pattern)) {
                    return true;
                }
            }
            return false;
        }

        public Matcher matcher(int pattern) {
            return patterns.get(pattern).matcher(text);
        }
    }
}
