package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.Category;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Who acts. */
final class Actors {
    private static final int HOUSE = 3;
    private static final int LAUNCHER = 3;
    private static final int OTHERS = 3;
    private static final Pattern OFFICE = Pattern.compile(
            ".*-(mayor|governor|president|minister|premier|senator|chief|secretary|vice-governor|king|emir)");

    private Actors() {}

    /** Two people, or two offices, each invite for themselves; a name and an office may be the same person. */
    static Sign people(Traits a, Traits b) {
        if (a.category() != Category.CITY_INVITATION
                || !shared(a.officials(), b.officials()).isEmpty()) {
            return Sign.NONE;
        }
        boolean apart = a.officials().stream()
                .anyMatch(one -> b.officials().stream().anyMatch(other -> isOffice(one) == isOffice(other)));
        return apart ? new Sign.Contradiction("different people invite") : Sign.NONE;
    }

    private static boolean isOffice(String id) {
        return OFFICE.matcher(id).matches();
    }

    static Sign actors(Traits a, Traits b) {
        Set<String> shared = shared(a.actorIds(), b.actorIds());
        a.actorNames()
                .forEach(one -> b.actorNames().stream()
                        .filter(other -> one.equals(other) || Names.extend(one, other))
                        .forEach(other -> shared.add(one.length() <= other.length() ? one : other)));
        if (!shared.isEmpty()) {
            int weight = a.category() == Category.NFT_LAUNCH ? launchers(a, b, shared) : SameEvent.ENOUGH;
            return new Sign.Weight(weight, "both name " + String.join(", ", shared));
        }
        if (!a.namesSomebody()
                || !b.namesSomebody()
                || !shared(a.houses(), b.houses()).isEmpty()) {
            return Sign.NONE;
        }
        boolean known = !a.actorIds().isEmpty() && !b.actorIds().isEmpty();
        boolean comparable = known || a.isChinese() == b.isChinese();
        if (!comparable) {
            return Sign.NONE;
        }
        int weight = switch (a.category()) {
            case RELOCATION -> known ? OTHERS : OTHERS - 1;
            case NFT_LAUNCH -> known ? OTHERS : 1;
            // The organs of a province speak with one voice; those of a country do not.
            case MINING_BAN -> known && !a.isFine() && !b.isFine() ? OTHERS - 1 : 0;
            case CITY_INVITATION -> 0;
        };
        return weight == 0 ? Sign.NONE : new Sign.Weight(-weight, "each names others");
    }

    /** The same organ of a place: little more than the same place. */
    static Sign organs(Traits a, Traits b) {
        Set<String> shared = shared(a.organs(), b.organs());
        int weight = a.category() == Category.NFT_LAUNCH ? LAUNCHER : 1;
        return shared.isEmpty()
                ? Sign.NONE
                : new Sign.Weight(weight, "by the same organ: " + String.join(", ", shared));
    }

    /** On one marketplace many launch: it says little where others launch on it. */
    private static int launchers(Traits a, Traits b, Set<String> shared) {
        boolean marketplace = shared.stream()
                .allMatch(actor ->
                        a.marketplaces().contains(actor) || b.marketplaces().contains(actor));
        if (!marketplace || !a.hasLauncher() && !b.hasLauncher()) {
            // In two languages there is no other word to tell two launches of one brand by.
            return a.isChinese() == b.isChinese() ? LAUNCHER : SameEvent.ENOUGH;
        }
        return a.hasLauncher() && b.hasLauncher() ? 1 : 2;
    }

    /** A parent and its brand, or two brands of one parent: near, not the same. */
    static Sign houses(Traits a, Traits b) {
        Set<String> houses = shared(a.houses(), b.houses());
        boolean known = !shared(a.actorIds(), b.actorIds()).isEmpty();
        if (houses.isEmpty() || known) {
            return Sign.NONE;
        }
        return new Sign.Weight(HOUSE, "both of the house " + String.join(", ", houses));
    }

    static Set<String> shared(Set<String> one, Set<String> other) {
        Set<String> shared = new TreeSet<>(one);
        shared.retainAll(other);
        return shared;
    }
}
