package dev.tocsin.classify.voice;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words and stretches of words that a sentence holds, names replaced by what kind of name they are and figures by
 * one figure: what is learned of Bitmain holds for every company.
 */
public final class Ngrams {

    static final int CHINESE_LONGEST = 3;
    static final int PART_SHORTEST = 3;
    static final int PART_LONGEST = 5;

    /** Stands at both ends of a word whose parts are taken. */
    static final char EDGE = '_';

    /** Tells a part of a word from a word. */
    static final char PART = '~';

    /** Parts of words catch inflections; together they count for half as much as the words. */
    private static final double PARTS_SHARE = 0.7;

    /** Signs that are words of their own; 0 is any figure. */
    private static final String SIGNS = "0?$%";

    private Ngrams() {}

    /** Each n-gram with its weight; the squares of the weights of one kind add up to the same in every sentence. */
    public static Map<String, Double> of(AnnotatedSentence sentence) {
        String plain = plain(sentence);
        Map<String, Double> ngrams = new LinkedHashMap<>();
        if (sentence.chinese()) {
            Set<String> stretches = stretches(plain);
            stretches.forEach(stretch -> ngrams.put(stretch, weight(stretches.size())));
        } else {
            List<String> words = words(plain);
            Set<String> phrases = phrases(words);
            phrases.forEach(phrase -> ngrams.put(phrase, weight(phrases.size())));
            Set<String> parts = parts(words);
            parts.forEach(part -> ngrams.put(part, partWeight(parts.size())));
        }
        return ngrams;
    }

    /** Of each of so many words and phrases, or Chinese stretches. */
    static double weight(int distinct) {
        return 1 / Math.sqrt(Math.max(1, distinct));
    }

    /** Of each of so many parts of words. */
    static double partWeight(int distinct) {
        return PARTS_SHARE / Math.sqrt(Math.max(1, distinct));
    }

    /** A figure is one 0, a name of many characters one sign, and in Chinese all white space one blank. */
    static String plain(AnnotatedSentence sentence) {
        String tagged = sentence.tagged();
        StringBuilder plain = new StringBuilder(tagged.length());
        int i = 0;
        while (i < tagged.length()) {
            int c = tagged.codePointAt(i);
            i += Character.charCount(c);
            if (isDigit(c)) {
                while (i < tagged.length() && (isDigit(tagged.charAt(i)) || ",.".indexOf(tagged.charAt(i)) >= 0)) {
                    i++;
                }
                plain.append('0');
            } else if (isName(c)) {
                while (i < tagged.length() && tagged.codePointAt(i) == c) {
                    i += Character.charCount(c);
                }
                plain.appendCodePoint(c);
            } else if (sentence.chinese() && isBlank(c)) {
                while (i < tagged.length() && isBlank(tagged.charAt(i))) {
                    i++;
                }
                plain.append(' ');
            } else {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    static List<String> words(String plain) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < plain.length()) {
            int start = i;
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c) || isName(c)) {
                while (i < plain.length() && isWithinWord(plain.codePointAt(i))) {
                    i += Character.charCount(plain.codePointAt(i));
                }
                words.add(readable(plain.substring(start, i)));
            } else if (SIGNS.indexOf(c) >= 0) {
                words.add(plain.substring(start, i));
            }
        }
        return words;
    }

    static Set<String> phrases(List<String> words) {
        Set<String> phrases = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            phrases.add(words.get(i));
            if (i > 0) {
                phrases.add(words.get(i - 1) + " " + words.get(i));
            }
        }
        return phrases;
    }

    /** False of a name, whose sign says it all. */
    static boolean hasParts(String word) {
        return word.charAt(0) != '<';
    }

    private static Set<String> parts(List<String> words) {
        Set<String> parts = new LinkedHashSet<>();
        for (String word : words) {
            if (hasParts(word)) {
                String bounded = EDGE + word + EDGE;
                for (int length = PART_SHORTEST; length <= PART_LONGEST; length++) {
                    for (int i = 0; i + length <= bounded.length(); i++) {
                        parts.add(PART + bounded.substring(i, i + length));
                    }
                }
            }
        }
        return parts;
    }

    private static Set<String> stretches(String plain) {
        Set<String> stretches = new LinkedHashSet<>();
        for (int i = 0; i < plain.length(); i++) {
            for (int length = 1; length <= CHINESE_LONGEST && i + length <= plain.length(); length++) {
                stretches.add(readable(plain.substring(i, i + length)));
            }
        }
        return stretches;
    }

    private static String readable(String ngram) {
        String readable = ngram;
        for (Tag tag : Tag.values()) {
            if (readable.indexOf(tag.sign()) >= 0) {
                readable = readable.replace(String.valueOf(tag.sign()), word(tag));
            }
        }
        return readable;
    }

    /** The signs of names back in the place of their words. */
    static String unreadable(String readable) {
        String ngram = readable;
        for (Tag tag : Tag.values()) {
            ngram = ngram.replace(word(tag), String.valueOf(tag.sign()));
        }
        return ngram;
    }

    private static String word(Tag tag) {
        return "<" + tag.name().toLowerCase(Locale.ROOT) + ">";
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isName(int c) {
        return Character.getType(c) == Character.PRIVATE_USE;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isWithinWord(int c) {
        int type = Character.getType(c);
        return c == '\''
                || Character.isLetter(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
