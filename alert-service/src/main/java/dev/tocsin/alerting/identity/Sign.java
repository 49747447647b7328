package dev.tocsin.alerting.identity;

/** What one trait of two reports says of their being of one event, in words that a person can check. */
sealed interface Sign {
    Sign NONE = new Silent();

    /** It says nothing: a report is silent on it, or too many reports are alike in it. */
    record Silent() implements Sign {}

    /**
     * It speaks for one event, or, where the weight is negative, against it.
     *
     * @param weight how much: {@link SameEvent#ENOUGH} is enough without any other
     */
    record Weight(int weight, String words) implements Sign {}

    /** It speaks for two events, and nothing outweighs it. */
    record Contradiction(String words) implements Sign {}
}
