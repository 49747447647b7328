package dev.tocsin.classify.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many regular expressions that are sought in the same texts. One walk over a text tells which of them cannot be in it,
 * for want of a word that they need; only the others are tried. What is found is the same.
 */
public final class Patterns {

    private final List<Pattern> patterns;
    private final BitSet untold = new BitSet();
    private final WordScan scan;

    public Patterns(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
        TreeMap<Integer, Set<String>> needed = new TreeMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            Set<String> words = NeededWords.of(patterns.get(i));
            if (words == null) {
                untold.set(i);
            } else {
                needed.put(i, words);
            }
        }
        this.scan = new WordScan(needed);
    }

    /** Patterns that are literally these words. */
    public static Patterns ofWords(Iterable<String> words) {
        List<Pattern> patterns = new ArrayList<>();
        words.forEach(word -> patterns.add(Pattern.compile(word.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0"))));
        return new Patterns(patterns);
    }

    public In in(String text) {
        BitSet possible = (BitSet) untold.clone();
        scan.addTo(possible, text);
        return new In(text, possible);
    }

    /** The patterns in one text, by their place in the list. */
    public final class In {
        private final String text;
        private final BitSet possible;

        private In(String text, BitSet possible) {
            this.text = text;
            this.possible = possible;
        }

        public String text() {
            return text;
        }

        /** False only of a pattern that is not there. */
        public boolean mayHold(int pattern) {
            return possible.get(pattern);
        }

        public boolean holds(int pattern) {
            return mayHold(pattern) && matcher(pattern).find();
        }

        public boolean holdsAny() {
            return possible.stream().anyMatch(this::holds);
        }

        public Matcher matcher(int pattern) {
            return patterns.get(pattern).matcher(text);
        }
    }
}
