package dev.tocsin.alerting.evaluation;

import java.util.Set;

/** What the stories are there for. */
enum Part {
    /** Rules and thresholds were chosen on these. */
    DEVELOPMENT("development", Set.of("amber", "cedar", "ember")),

    /**
     * The figures that count. Whole writers are kept aside, not single stories: a habit of writing comes again in every
     * story of one hand, so that part of them would tell of the rest.
     */
    TEST("test", Set.of("basalt", "dune", "fjord")),

    /** Real news, written by nobody for this. */
    REAL("real", Set.of());

    private final String word;
    private final Set<String> hands;

    Part(String word, Set<String> hands) {
        this.word = word;
        this.hands = hands;
    }

    /** As it is called in options and headings. */
    String word() {
        return word;
    }

    /** The writers, which are the names of their files. */
    Set<String> hands() {
        return hands;
    }
}
