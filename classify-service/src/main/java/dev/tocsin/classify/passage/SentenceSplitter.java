package dev.tocsin.classify.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where sentences end, in English and Chinese. */
final class SentenceSplitter {

    /** A stretch without any end is cut here: a rule that looks over more would join what is not said together. */
    private static final int MAX_SENTENCE_CHARS = 600;

    private static final Pattern END = Pattern.compile(
            "[。！？；!?]+[”’」』\"')）\\]]*|\\.{1,3}[”’\"')\\]]*(?=\\s|[\\u4e00-\\u9fff]|$)|…+[”’」』]*(?=\\s|$)");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "st", "inc", "corp", "co", "ltd", "vs", "no",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n",
            "e.u", "u.a.e", "u.s.a", "d.c", "e.g", "i.e", "a.m", "p.m", "approx", "est", "dept", "jr", "sr", "bros");

    /** After an abbreviation that may also end a sentence, these words begin the next one. */
    private static final Set<String> OPENERS = Set.of(
            "the",
            "a",
            "an",
            "in",
            "it",
            "its",
            "he",
            "she",
            "they",
            "this",
            "that",
            "these",
            "but",
            "and",
            "however",
            "meanwhile",
            "on",
            "at",
            "for",
            "after",
            "as",
            "we",
            "according",
            "earlier",
            "last");

    /** "**Hohhot.** ", "*Geneva*: ", 【北美】: names what a paragraph is about, and is no part of its first sentence. */
    private static final Pattern LABEL =
            Pattern.compile("(?:\\*{0,2}[^*\\n]{1,40}(?:[.:?!：？。]\\*{1,2}|\\*{1,2}[:：])|【[^】\\n]{1,12}】)\\s*(?=\\S)");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");

    private SentenceSplitter() {}

    static List<Sentence> split(String text, int start, int end, Sentence.Origin origin) {
        List<Sentence> sentences = new ArrayList<>();
        int from = start;
        Matcher label = LABEL.matcher(text).region(start, end);
        if (origin == Sentence.Origin.BODY && label.lookingAt()) {
            add(sentences, text, start, label.end(), origin);
            from = label.end();
        }
        Matcher ends = END.matcher(text).region(from, end);
        while (ends.find()) {
            if (!isAbbreviation(text, start, ends.start(), ends.end(), end)) {
                add(sentences, text, from, ends.end(), origin);
                from = ends.end();
            }
        }
        add(sentences, text, from, end, origin);
        return sentences;
    }

    private static void add(List<Sentence> sentences, String text, int start, int end, Sentence.Origin origin) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        while (to - from > MAX_SENTENCE_CHARS) {
            int cut = from + MAX_SENTENCE_CHARS;
            cut -= Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
            sentences.add(new Sentence(text.substring(from, cut), from, origin));
            from = cut;
        }
        if (from < to) {
            sentences.add(new Sentence(text.substring(from, to), from, origin));
        }
    }

    private static boolean isAbbreviation(String text, int start, int dot, int next, int end) {
        if (text.charAt(dot) != '.') {
            return false;
        }
        int word = dot;
        while (word > start && (Character.isLetter(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
            word--;
        }
        String before = text.substring(word, dot).toLowerCase(Locale.ROOT);
        boolean initial = before.length() == 1 && Character.isUpperCase(text.charAt(word));
        if (!initial && !ABBREVIATIONS.contains(before)) {
            // "3. The next" is a list's number; a small letter after the stop goes on with the sentence.
            return opensSmall(text, next, end);
        }
        return !OPENERS.contains(nextWord(text, next, end)) || initial;
    }

    private static boolean opensSmall(String text, int next, int end) {
        int i = next;
        while (i < end && isBlank(text.charAt(i))) {
            i++;
        }
        return i < end && Character.isLowerCase(text.charAt(i));
    }

    private static String nextWord(String text, int next, int end) {
        Matcher word = WORD.matcher(text).region(next, end);
        return word.find() && Character.isUpperCase(text.charAt(word.start()))
                ? word.group().toLowerCase(Locale.ROOT)
                : "";
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
