package dev.tocsin.classify.article;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A text's MinHash (Broder 1997, "On the resemblance and containment of documents"): of each of 64 orders of all shingles,
 * the one that comes first among the text's. Two texts agree on about as great a share of them as they share shingles,
 * give or take 0.06. Of each only 16 bits are kept (Li and König 2010, "b-Bit Minwise Hashing"), so texts that have
 * nothing in common agree on one in 65,536.
 *
 * <p>A shingle is three words, or four characters where it begins with one of a script without spaces. Dependent on nothing
 * but the folded letters and digits: whatever is changed here makes new hashes differ from those already sent.
 */
final class TextMinHash {

    private static final int VALUES = 64;

    /** What is shorter resembles too much by chance. */
    private static final int MIN_SHINGLES = 8;

    private static final int WORDS = 3;
    private static final int CHARACTERS = 4;

    /** What the orders differ in: the first numbers of SplitMix64. */
    private static final long[] ORDERS = LongStream.rangeClosed(1, VALUES)
            .map(i -> mixed(i * 0x9e3779b97f4a7c15L))
            .toArray();

    private TextMinHash() {}

    /** Base64 of 64 big-endian values of 16 bits; null where the text has too little to tell it by. */
    static @Nullable String of(String text) {
        Units units = Units.of(Folding.fold(text));
        long[] least = new long[VALUES];
        Arrays.fill(least, Long.MAX_VALUE);
        int shingles = 0;
        for (int start = 0; start < units.count; start++) {
            int end = start + (units.isCharacter(start) ? CHARACTERS : WORDS);
            if (end <= units.count) {
                long shingle = units.hash(start, end);
                for (int i = 0; i < VALUES; i++) {
                    least[i] = Math.min(least[i], mixed(shingle ^ ORDERS[i]));
                }
                shingles++;
            }
        }
        return shingles < MIN_SHINGLES ? null : written(least);
    }

    /** The low bits: the least of many begins with zeros. */
    private static String written(long[] least) {
        ByteBuffer bytes = ByteBuffer.allocate(VALUES * Short.BYTES);
        for (long value : least) {
            bytes.putShort((short) value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a permutation of all longs. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** The hashes of a text's words and lone characters, in reading order. */
    private static final class Units {
        private long[] hashes = new long[256];
        private boolean[] characters = new boolean[256];
        private int count;

        static Units of(String folded) {
            Units units = new Units();
            long word = 0;
            for (int at = 0; at < folded.length(); ) {
                int letter = folded.codePointAt(at);
                at += Character.charCount(letter);
                boolean character = isOfAScriptWithoutSpaces(letter);
                if (!character && Character.isLetterOrDigit(letter)) {
                    word = mixed(word + letter);
                } else {
                    units.addWord(word);
                    word = 0;
                    if (character) {
                        units.add(mixed(letter), true);
                    }
                }
            }
            units.addWord(word);
            return units;
        }

        private void addWord(long hash) {
            if (hash != 0) {
                add(hash, false);
            }
        }

        private void add(long hash, boolean character) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
                characters = Arrays.copyOf(characters, count * 2);
            }
            hashes[count] = hash;
            characters[count++] = character;
        }

        boolean isCharacter(int unit) {
            return characters[unit];
        }

        long hash(int start, int end) {
            long hash = 0;
            for (int unit = start; unit < end; unit++) {
                hash = mixed(hash + hashes[unit]);
            }
            return hash;
        }

        private static boolean isOfAScriptWithoutSpaces(int letter) {
            if (letter < 0x1100 || !Character.isLetter(letter)) {
                return false;
            }
            return switch (Character.UnicodeScript.of(letter)) {
                case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
                default -> false;
            };
        }
    }
}
