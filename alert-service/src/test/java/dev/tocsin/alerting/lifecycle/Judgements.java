package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.identity.EventGroups;
import dev.tocsin.alerting.identity.Kinship;
import dev.tocsin.alerting.identity.Kinship.Candidate;
import dev.tocsin.alerting.report.EventReported;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What identity says of reports, remembered by their ids: it depends on nothing else, and a thousand orders of arrival ask
 * for it again and again. For any number of threads.
 */
public final class Judgements {
    private final Map<String, Set<Long>> stored = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> probes = new ConcurrentHashMap<>();
    private final Map<List<String>, Boolean> alike = new ConcurrentHashMap<>();
    private final Map<Set<String>, List<EventGroup>> groups = new ConcurrentHashMap<>();

    /** Whether a new report finds another by its anchors, and is judged to be of one event with it. */
    boolean areAlike(EventReported fresh, EventReported other) {
        return alike.computeIfAbsent(
                List.of(fresh.reportId(), other.reportId()),
                pair -> find(fresh, other)
                        && !Kinship.among(List.of(fresh), List.of(new Candidate(other, List.of(fresh.reportId()))))
                                .isEmpty());
    }

    private boolean find(EventReported fresh, EventReported other) {
        Set<Long> probe = probes.computeIfAbsent(fresh.reportId(), id -> Set.copyOf(Anchors.probe(fresh)));
        Set<Long> anchors = stored.computeIfAbsent(other.reportId(), id -> Set.copyOf(Anchors.stored(other)));
        return !Collections.disjoint(anchors, probe);
    }

    /** {@link EventGroups#of}. */
    List<EventGroup> sort(Collection<EventReported> reports) {
        return groups.computeIfAbsent(
                reports.stream().map(EventReported::reportId).collect(Collectors.toUnmodifiableSet()),
                ids -> EventGroups.of(reports));
    }
}
