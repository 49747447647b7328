package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.Category;
import java.util.Set;
import java.util.TreeSet;

/** How it is told: word for word, with the same rare words, or to the same effect. */
final class Wording {
    private static final int MOST_TERMS = 4;
    private static final int OTHER_WORK = 3;

    private Wording() {}

    static Sign copies(Traits a, Traits b) {
        return Copies.areOneText(a.report(), b.report())
                ? new Sign.Weight(SameEvent.ENOUGH, "one text, nearly word for word")
                : Sign.NONE;
    }

    /** The rare words in common that are not the name of an actor in common. */
    static Sign terms(Traits a, Traits b) {
        Set<String> shared = Actors.shared(a.terms(), b.terms());
        shared.removeIf(term -> isNamed(term, a) && isNamed(term, b));
        int runs = runs(shared);
        return runs == 0
                ? Sign.NONE
                : new Sign.Weight(Math.min(runs, MOST_TERMS), "both say " + String.join(", ", shared));
    }

    /** A launch is known by what is launched, too. */
    static Sign works(Traits a, Traits b) {
        if (a.category() != Category.NFT_LAUNCH
                || a.works().isEmpty()
                || b.works().isEmpty()) {
            return Sign.NONE;
        }
        Set<String> shared = Actors.shared(a.works(), b.works());
        if (!shared.isEmpty()) {
            return new Sign.Weight(2, "both quote " + String.join(", ", shared));
        }
        return a.isChinese() == b.isChinese()
                ? new Sign.Weight(-OTHER_WORK, "each quotes a title of its own")
                : Sign.NONE;
    }

    /** To the same effect, as far as the encoder that wrote both vectors can tell: never enough by itself. */
    static Sign meaning(Traits a, Traits b) {
        Vector one = a.vector();
        Vector other = b.vector();
        boolean near = one != null && other != null && one.isNear(other);
        return near ? new Sign.Weight(1, "to the same effect") : Sign.NONE;
    }

    private static boolean isNamed(String term, Traits traits) {
        return traits.actorNames().stream().anyMatch(name -> name.contains(term));
    }

    /** Words; in Chinese, stretches of at least three characters, of which every two stand side by side. */
    private static int runs(Set<String> terms) {
        Set<String> heads = new TreeSet<>();
        int words = 0;
        for (String term : terms) {
            if (!Character.isIdeographic(term.codePointAt(0))) {
                words++;
            } else {
                heads.add(term);
            }
        }
        long linked = heads.stream()
                .filter(term -> heads.stream().noneMatch(other -> other.endsWith(term.substring(0, 1)))
                        && heads.stream().anyMatch(other -> other.startsWith(term.substring(1))))
                .count();
        return words + (int) linked;
    }
}
