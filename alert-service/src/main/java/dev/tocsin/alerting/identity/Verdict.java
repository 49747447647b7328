package dev.tocsin.alerting.identity;

import java.util.List;

/** Whether reports speak of the same event, in words that a person can check. */
public sealed interface Verdict {
    /** The same event. */
    record Same(List<String> reasons) implements Verdict {
        public Same {
            reasons = List.copyOf(reasons);
        }
    }

    /** Not the same event: they contradict each other, and no likeness elsewhere outweighs that. */
    record Different(String veto) implements Verdict {}

    /** Nothing speaks against it, too little for it: kept apart. */
    record Undecided(String missing) implements Verdict {}
}
