package dev.tocsin.classify.category;

/**
 * What a classifier makes of a sentence.
 *
 * @param scope what the sentence must name besides to tell one event
 * @param strength 0 to 1: how probably the sentence tells such an event
 * @param reason what decided, for whoever looks into a mistake
 * @param start offset in the sentence of the words that decided
 * @param end offset behind them
 */
public record Verdict(
        Category category, Status status, Scope scope, double strength, String reason, int start, int end) {

    /** From here on a verdict holds though nobody can be made out who acts: places and people are many. */
    private static final double SURE = 0.85;

    /** The reason of a verdict that no rule spoke for. */
    public static final String UNRULED = "unruled";

    public boolean isUnruled() {
        return reason.equals(UNRULED);
    }

    public boolean isSure() {
        return strength >= SURE;
    }

    public Verdict withScope(Scope other) {
        return new Verdict(category, status, other, strength, reason, start, end);
    }

    /** How far a sentence speaks of one event. */
    public enum Scope {
        /** It tells of somebody who acts. */
        EVENT,
        /** It tells of many, unnamed: "miners flee". Stands for an event only where the article names none. */
        GENERIC,
        /** It tells that a firm begins something abroad: a move only for a firm whose own country drives it out. */
        ABROAD
    }
}
