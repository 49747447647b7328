package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes actors that are the same for one: a mayor whom one sentence names, and the next calls by his office. */
final class OneOfEach {

    /** "A logistics firm", 新疆矿企: nobody by name. */
    private static final Pattern DESCRIBED = Pattern.compile(
            "(?:an?|one|another|several|two|three|some) .*|(?:一家|某|多家|两家|数家).*|[^\\d]{0,10}(?:矿企|礦企|矿商|礦商|矿工|礦工|矿场主?|礦場主?|托管商|上市公司|创业公司|初创公司)");

    private OneOfEach() {}

    /** In their order, without those who are only described where others are named, each under the name of his own where any sentence tells it. */
    static List<Actor> of(List<Actor> actors) {
        Map<String, Actor> found = new LinkedHashMap<>();
        for (Actor actor : actors) {
            found.merge(actor.key(), actor, (first, other) -> isOffice(first) ? other : first);
        }
        List<Actor> named = found.values().stream()
                .filter(actor ->
                        actor.id() != null || !DESCRIBED.matcher(actor.name()).matches())
                .toList();
        return named.isEmpty() ? new ArrayList<>(found.values()) : named;
    }

    private static boolean isOffice(Actor actor) {
        return actor.kind() == Actor.Kind.OFFICIAL && actor.name().contains(" of ");
    }
}
