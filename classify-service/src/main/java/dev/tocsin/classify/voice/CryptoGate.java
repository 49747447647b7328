package dev.tocsin.classify.voice;

import dev.tocsin.classify.pattern.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells at little cost whether an article may hold an event at all: most news does not, and is spared the rules. Looks
 * at the whole article, since single sentences of a true event often hold no such word.
 */
public final class CryptoGate {

    private final Patterns words;

    public CryptoGate() {
        List<Pattern> all = new ArrayList<>();
        RuleBook.named("gate", all, all);
        words = new Patterns(all);
    }

    /** @param folded title and text */
    public boolean admits(String folded) {
        return words.in(folded).holdsAny();
    }
}
