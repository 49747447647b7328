package dev.tocsin.classify.voice;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and stretches of words that a sentence holds, names replaced by what kind of name they are and figures by
 * one figure: what is learned of Bitmain holds for every company.
 */
public final class Ngrams {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Co}][\\p{L}\\p{M}']*|0|[?$%]|\\p{Co}");
    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,.]*");

    /** A name of many characters is one sign. */
    private static final Pattern NAME = Pattern.compile("(\\p{Co})\\1+");

    private static final int CHINESE_LONGEST = 3;
    private static final int PART_SHORTEST = 3;
    private static final int PART_LONGEST = 5;

    /** Parts of words catch inflections; together they count for half as much as the words. */
    private static final double PARTS_SHARE = 0.7;

    private Ngrams() {}

    /** Each n-gram with its weight; the squares of the weights of one kind add up to the same in every sentence. */
    public static Map<String, Double> of(AnnotatedSentence sentence) {
        String plain =
                NAME.matcher(FIGURE.matcher(sentence.tagged()).replaceAll("0")).replaceAll("$1");
        Map<String, Double> ngrams = new LinkedHashMap<>();
        if (sentence.chinese()) {
            add(ngrams, stretches(plain.replaceAll("\\s+", " ")), 1);
        } else {
            List<String> words = words(plain);
            add(ngrams, phrases(words), 1);
            add(ngrams, parts(words), PARTS_SHARE);
        }
        return ngrams;
    }

    private static void add(Map<String, Double> ngrams, Map<String, Boolean> kind, double share) {
        double weight = share / Math.sqrt(Math.max(1, kind.size()));
        kind.keySet().forEach(ngram -> ngrams.put(ngram, weight));
    }

    private static List<String> words(String plain) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(plain);
        while (matcher.find()) {
            words.add(readable(matcher.group()));
        }
        return words;
    }

    private static Map<String, Boolean> phrases(List<String> words) {
        Map<String, Boolean> phrases = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            phrases.put(words.get(i), true);
            if (i > 0) {
                phrases.put(words.get(i - 1) + " " + words.get(i), true);
            }
        }
        return phrases;
    }

    private static Map<String, Boolean> parts(List<String> words) {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        for (String word : words) {
            if (!word.startsWith("<")) {
                String bounded = "_" + word + "_";
                for (int length = PART_SHORTEST; length <= PART_LONGEST; length++) {
                    for (int i = 0; i + length <= bounded.length(); i++) {
                        parts.put("~" + bounded.substring(i, i + length), true);
                    }
                }
            }
        }
        return parts;
    }

    private static Map<String, Boolean> stretches(String plain) {
        Map<String, Boolean> stretches = new LinkedHashMap<>();
        for (int i = 0; i < plain.length(); i++) {
            for (int length = 1; length <= CHINESE_LONGEST && i + length <= plain.length(); length++) {
                stretches.put(readable(plain.substring(i, i + length)), true);
            }
        }
        return stretches;
    }

    private static String readable(String ngram) {
        String readable = ngram;
        for (Tag tag : Tag.values()) {
            if (readable.indexOf(tag.sign()) >= 0) {
                readable = readable.replace(
                        String.valueOf(tag.sign()), "<" + tag.name().toLowerCase(java.util.Locale.ROOT) + ">");
            }
        }
        return readable;
    }
}
