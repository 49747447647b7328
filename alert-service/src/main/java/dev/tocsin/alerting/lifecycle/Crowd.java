package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Sorts what counts of a neighbourhood by event. Of an alert with more reports than can be sorted at once, the oldest speak
 * for it, so that it goes on taking new ones; the others stay with most of them. So such an alert can be split no more but
 * by what its oldest reports say, and its end may depend on the order in which reports came.
 */
final class Crowd {
    private Crowd() {}

    static List<EventGroup> sort(List<Placed> reports, Function<Collection<EventReported>, List<EventGroup>> sorting) {
        Map<String, List<EventReported>> byAlert = new LinkedHashMap<>();
        List<EventReported> speaking = new ArrayList<>();
        for (Placed placed : reports) {
            if (placed.active() && placed.alertId() != null) {
                byAlert.computeIfAbsent(placed.alertId(), id -> new ArrayList<>())
                        .add(placed.report());
            } else if (placed.active()) {
                speaking.add(placed.report());
            }
        }
        List<List<EventReported>> crowds = new ArrayList<>();
        for (List<EventReported> held : byAlert.values()) {
            held.sort(EventReported.OLDEST_FIRST);
            speaking.addAll(held.subList(0, Math.min(held.size(), Neighbourhood.MOST_REPORTS)));
            if (held.size() > Neighbourhood.MOST_REPORTS) {
                crowds.add(held);
            }
        }
        List<EventGroup> groups = new ArrayList<>(sorting.apply(speaking));
        crowds.forEach(crowd -> follow(groups, crowd));
        return groups;
    }

    /** Adds those of a crowd that were not sorted to the group that has most of those that were. */
    private static void follow(List<EventGroup> groups, List<EventReported> crowd) {
        Set<EventReported> speaking = new HashSet<>(crowd.subList(0, Neighbourhood.MOST_REPORTS));
        int best = 0;
        long most = -1;
        for (int at = 0; at < groups.size(); at++) {
            long count =
                    groups.get(at).reports().stream().filter(speaking::contains).count();
            if (count > most) {
                most = count;
                best = at;
            }
        }
        EventGroup group = groups.get(best);
        List<EventReported> all = new ArrayList<>(group.reports());
        all.addAll(crowd.subList(Neighbourhood.MOST_REPORTS, crowd.size()));
        all.sort(EventReported.OLDEST_FIRST);
        groups.set(best, new EventGroup(all, group.ties(), group.refusals()));
    }
}
