package dev.tocsin.alerting.identity;

import java.util.List;

/** Whether reports speak of the same event, in words that a person can check. */
public sealed interface Verdict {
    /**
     * The same event.
     *
     * @param strength the sum of what speaks for it: the likest reports have most
     * @param reasons the traits that they share
     */
    record Same(int strength, List<String> reasons) implements Verdict {
        public Same {
            reasons = List.copyOf(reasons);
        }
    }

    /** Not the same event: they contradict each other, and no likeness elsewhere outweighs that. */
    record Different(String veto) implements Verdict {}

    /** Nothing speaks against it, too little for it: kept apart, unless a third report ties them. */
    record Undecided(String missing) implements Verdict {}
}
