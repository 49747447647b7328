package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.evaluation.Pool.LookAlike;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is measured on one part, or on several, each of which was grouped for itself. */
final class Measures {

    /** In one language only the reports in it count, on both sides; mixed are all. */
    static final Map<String, Predicate<Placed>> LANGUAGES = new LinkedHashMap<>();

    static final Map<String, BiPredicate<Placed, Placed>> PAIRS = new LinkedHashMap<>();

    static final String MIXED = "mixed";
    static final String ACROSS = "across the two";

    static {
        LANGUAGES.put("English", report -> !report.chinese());
        LANGUAGES.put("Chinese", Placed::chinese);
        LANGUAGES.put(MIXED, report -> true);
        PAIRS.put("within English", (a, b) -> !a.chinese() && !b.chinese());
        PAIRS.put("within Chinese", (a, b) -> a.chinese() && b.chinese());
        PAIRS.put(ACROSS, (a, b) -> a.chinese() != b.chinese());
    }

    private final List<Placed> placed;
    private final Map<String, Set<String>> groupsByEvent = new LinkedHashMap<>();
    private final Map<String, Set<String>> eventsByGroup = new LinkedHashMap<>();
    private final List<LookAlike> lookAlikes = new ArrayList<>();

    Measures(List<Pool> pools) {
        this.placed = pools.stream().flatMap(pool -> pool.placed().stream()).toList();
        for (Placed report : placed) {
            groupsByEvent
                    .computeIfAbsent(report.event(), event -> new LinkedHashSet<>())
                    .add(report.group());
            eventsByGroup
                    .computeIfAbsent(report.group(), group -> new LinkedHashSet<>())
                    .add(report.event());
        }
        pools.forEach(pool -> lookAlikes.addAll(pool.lookAlikes()));
    }

    List<double[]> bCubed(String language) {
        Predicate<Placed> which = LANGUAGES.getOrDefault(language, report -> false);
        return BCubed.rows(placed.stream().filter(which).toList());
    }

    List<double[]> pairs(String between) {
        return Pairs.rows(placed, PAIRS.getOrDefault(between, (a, b) -> false));
    }

    /** The mean, over the events, of how many groups hold reports of it. */
    Figure alertsPerEvent() {
        List<double[]> rows = groupsByEvent.values().stream()
                .map(groups -> new double[] {groups.size(), 1})
                .toList();
        return Figure.resampled(rows, sums -> sums[0] / sums[1]);
    }

    /** How many events were read. */
    int events() {
        return groupsByEvent.size();
    }

    int groups() {
        return eventsByGroup.size();
    }

    /** How many groups hold reports of more than one event. */
    int wrongMerges() {
        return (int) eventsByGroup.values().stream()
                .filter(events -> events.size() > 1)
                .count();
    }

    int lookAlikes() {
        return lookAlikes.size();
    }

    /** How many have no group in common. */
    int lookAlikesApart() {
        return (int) lookAlikes.stream()
                .filter(pair -> eventsByGroup.values().stream()
                        .noneMatch(events -> events.containsAll(Set.of(pair.event(), pair.other()))))
                .count();
    }

    /** By the names that the floors have. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (!placed.isEmpty()) {
            figures.put("bcubed.f1", BCubed.f1(Figure.sum(bCubed(MIXED))));
            figures.put("pairs.across.f1", Pairs.f1(Figure.sum(pairs(ACROSS))));
            figures.put("alerts.per.event.max", alertsPerEvent().value());
            figures.put("wrong.merges.max", (double) wrongMerges() / groups());
        }
        return figures.entrySet().stream()
                .filter(figure -> !figure.getValue().isNaN())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
