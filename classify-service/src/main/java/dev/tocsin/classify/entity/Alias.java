package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import java.util.Locale;

/**
 * One of the names of an entry.
 *
 * @param name as it is written; a Latin name that begins with a capital is only found with one
 * @param certainty what has to stand around the name before it is taken for the entry's
 */
record Alias(String name, Entry entry, Certainty certainty) {

    enum Certainty {
        /** Nothing: the name is the entry's wherever it stands. */
        SURE,

        /** The name's subdivision or country, named elsewhere in the sentence: two places share the name. */
        NAMED,

        /** The name's subdivision or country, right beside it: the name is a word or a person's name as well. */
        JOINED
    }

    /** Reads a name of a gazetteer file: "?San Jose" wants its country named, "+Reading" wants it right beside it. */
    static Alias of(String written, Entry entry) {
        return switch (written.charAt(0)) {
            case '?' -> new Alias(written.substring(1), entry, Certainty.NAMED);
            case '+' -> new Alias(written.substring(1), entry, Certainty.JOINED);
            default -> new Alias(written, entry, Certainty.SURE);
        };
    }

    boolean isSure() {
        return certainty == Certainty.SURE;
    }

    String folded() {
        return Folding.fold(name);
    }

    /** Whether the text that begins at an offset has the capitals that the name has. */
    boolean isCasedAs(String text, int at) {
        if (!Character.isUpperCase(name.charAt(0))) {
            return true;
        }
        boolean acronym = name.length() <= 4 && name.equals(name.toUpperCase(Locale.ROOT));
        return acronym ? text.startsWith(name, at) : Character.isUpperCase(text.charAt(at));
    }
}
