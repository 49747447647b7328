package dev.tocsin.classify.voice;

import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the n-grams of a sentence weigh, as {@link Ngrams} tells them and in that order, so that the sum is the
 * same to the bit; but without writing out the hundreds of parts of words, or stretches, that a sentence has.
 */
final class NgramSums {

    /** Five characters of a part fit into 60 bits where each is below this; other sentences are read the long way. */
    private static final int PART_BITS = 12;

    private static final int CHINESE_BITS = 16;

    private final Map<String, float[]> weights;
    private final PackedRows parts = new PackedRows();
    private final PackedRows stretches = new PackedRows();

    NgramSums(Map<String, float[]> weights) {
        this.weights = weights;
        weights.forEach((ngram, row) -> {
            String part = ngram.substring(1);
            if (ngram.charAt(0) == Ngrams.PART && part.length() <= Ngrams.PART_LONGEST && fits(part)) {
                parts.put(packed(part, 0, part.length(), PART_BITS), row);
            }
            String stretch = Ngrams.unreadable(ngram);
            if (stretch.length() <= Ngrams.CHINESE_LONGEST) {
                stretches.put(packed(stretch, 0, stretch.length(), CHINESE_BITS), row);
            }
        });
    }

    void addTo(double[] sums, AnnotatedSentence sentence) {
        String plain = Ngrams.plain(sentence);
        if (plain.indexOf(0) >= 0 || !sentence.chinese() && !fits(plain)) {
            Ngrams.of(sentence).forEach((ngram, weight) -> add(sums, weights.get(ngram), weight));
        } else if (sentence.chinese()) {
            PackedSet held = new PackedSet(plain.length() * Ngrams.CHINESE_LONGEST);
            for (int i = 0; i < plain.length(); i++) {
                int end = Math.min(plain.length(), i + Ngrams.CHINESE_LONGEST);
                for (int to = i + 1; to <= end; to++) {
                    held.add(packed(plain, i, to, CHINESE_BITS));
                }
            }
            add(sums, stretches, held, Ngrams.weight(held.size()));
        } else {
            List<String> words = Ngrams.words(plain);
            Set<String> phrases = Ngrams.phrases(words);
            double weight = Ngrams.weight(phrases.size());
            phrases.forEach(phrase -> add(sums, weights.get(phrase), weight));
            PackedSet held = parts(words, plain.length());
            add(sums, parts, held, Ngrams.partWeight(held.size()));
        }
    }

    private static PackedSet parts(List<String> words, int chars) {
        PackedSet held = new PackedSet((chars + 2) * (Ngrams.PART_LONGEST - Ngrams.PART_SHORTEST + 1));
        for (String word : words) {
            if (Ngrams.hasParts(word)) {
                String bounded = Ngrams.EDGE + word + Ngrams.EDGE;
                for (int length = Ngrams.PART_SHORTEST; length <= Ngrams.PART_LONGEST; length++) {
                    for (int i = 0; i + length <= bounded.length(); i++) {
                        held.add(packed(bounded, i, i + length, PART_BITS));
                    }
                }
            }
        }
        return held;
    }

    private static void add(double[] sums, PackedRows known, PackedSet held, double weight) {
        for (int i = 0; i < held.size(); i++) {
            add(sums, known.get(held.get(i)), weight);
        }
    }

    private static void add(double[] sums, float @Nullable [] row, double weight) {
        if (row != null) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * row[i];
            }
        }
    }

    /** Names' signs need no room: they have no parts. */
    private static boolean fits(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 1 << PART_BITS && Character.getType(c) != Character.PRIVATE_USE) {
                return false;
            }
        }
        return true;
    }

    /** No two texts of the same number of bits a character are packed alike; 0 is none of them. */
    private static long packed(String text, int from, int to, int bits) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = packed << bits | text.charAt(i);
        }
        return packed;
    }
}
