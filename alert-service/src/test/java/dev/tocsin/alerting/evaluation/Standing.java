package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.report.EventReported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What stands when all reports have arrived.
 *
 * @param groups the ids of the reports of each alert
 * @param documents of the alerts, but for ids and versions
 */
record Standing(Set<Set<String>> groups, Set<String> documents) {

    Standing {
        groups = Set.copyOf(groups);
        documents = Set.copyOf(documents);
    }

    /** What another has otherwise than this, which is expected; none where both are the same. */
    List<String> differences(Standing other, Collection<EventReported> reports) {
        Map<String, String> titles = reports.stream()
                .collect(Collectors.toMap(EventReported::reportId, EventReported::title, (one, same) -> one));
        Function<Set<String>, String> group = ids -> ids.stream()
                .sorted()
                .map(id -> "%n      %s %s".formatted(id, titles.get(id)))
                .collect(Collectors.joining());
        List<String> differences = new ArrayList<>();
        only(groups, other.groups).forEach(ids -> differences.add("expected together:" + group.apply(ids)));
        only(other.groups, groups).forEach(ids -> differences.add("but together:" + group.apply(ids)));
        if (differences.isEmpty()) {
            only(documents, other.documents).forEach(text -> differences.add("expected to be told: " + text));
            only(other.documents, documents).forEach(text -> differences.add("but told: " + text));
        }
        return differences;
    }

    private static <T> Set<T> only(Set<T> some, Set<T> others) {
        Set<T> only = new HashSet<>(some);
        only.removeAll(others);
        return only;
    }
}
