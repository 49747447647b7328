package dev.tocsin.alerting.lifecycle;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things, and what hangs together of them. */
final class Components {
    private final Map<String, Set<String>> componentOf = new LinkedHashMap<>();

    /** Whether it was not here yet. */
    boolean add(String thing) {
        boolean isNew = !componentOf.containsKey(thing);
        if (isNew) {
            componentOf.put(thing, new LinkedHashSet<>(Set.of(thing)));
        }
        return isNew;
    }

    /** Adds both, where they are not here yet, and ties them. */
    void tie(String one, String other) {
        add(one);
        add(other);
        Set<String> ofOne = of(one);
        Set<String> ofOther = of(other);
        if (ofOne != ofOther) {
            boolean larger = ofOne.size() >= ofOther.size();
            Set<String> into = larger ? ofOne : ofOther;
            Set<String> from = larger ? ofOther : ofOne;
            into.addAll(from);
            from.forEach(thing -> componentOf.put(thing, into));
        }
    }

    boolean contains(String thing) {
        return componentOf.containsKey(thing);
    }

    /** All that hangs together with a thing, itself too; itself alone where it was never added. */
    Set<String> of(String thing) {
        Set<String> component = componentOf.get(thing);
        return component == null ? Set.of(thing) : component;
    }

    List<Set<String>> all() {
        Set<Set<String>> once = Collections.newSetFromMap(new IdentityHashMap<>());
        return componentOf.values().stream().filter(once::add).toList();
    }
}
