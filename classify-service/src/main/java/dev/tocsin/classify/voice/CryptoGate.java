package dev.tocsin.classify.voice;

/**
 * Tells at little cost whether an article may hold an event at all: most news does not, and is spared the rules. Looks
 * at the whole article, since single sentences of a true event often hold no such word.
 */
public final class CryptoGate {

    private final RuleBook words = RuleBook.named("gate");

    /** @param folded title and text */
    public boolean admits(String folded) {
        return holds(words.english(), folded) || holds(words.chinese(), folded);
    }

    private static boolean holds(Rules rules, String folded) {
        return rules.cues().stream()
                .anyMatch(cue -> cue.pattern().matcher(folded).find());
    }
}
