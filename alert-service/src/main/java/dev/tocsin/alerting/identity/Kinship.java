package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which reports are alike enough to be of one event, each pair for itself: what {@link EventGroups} has to sort together. */
public final class Kinship {
    private final List<Traits> news = new ArrayList<>();
    /** The places of the new ones that have it, by each anchor. */
    private final Map<Long, List<Integer>> byAnchor = new HashMap<>();

    private Kinship() {}

    /** Two reports that are alike, by their ids. */
    public record Pair(String reportId, String otherReportId) {}

    /**
     * A stored report.
     *
     * @param foundBy the new reports that have an anchor in common with it, by their ids
     */
    public record Candidate(EventReported report, Collection<String> foundBy) {
        public Candidate {
            foundBy = List.copyOf(foundBy);
        }
    }

    /**
     * The pairs of a new report and another one, new or known, that {@link SameEvent} judges to be of one event. Only
     * those that have an anchor in common are compared.
     */
    public static List<Pair> among(Collection<EventReported> fresh, Collection<Candidate> known) {
        Map<String, Traits> news = new LinkedHashMap<>();
        fresh.forEach(report -> news.put(report.reportId(), Traits.of(report)));
        Kinship kinship = new Kinship();
        news.values().forEach(kinship::add);
        List<Pair> pairs = new ArrayList<>();
        news.values()
                .forEach(one -> kinship.of(one).forEach(other -> {
                    String id = other.report().reportId();
                    // Two new ones find each other twice.
                    boolean again = id.compareTo(one.report().reportId()) <= 0;
                    if (!again && areAlike(one, other)) {
                        pairs.add(new Pair(one.report().reportId(), id));
                    }
                }));
        for (Candidate candidate : known) {
            Traits other = Traits.of(candidate.report());
            for (String id : candidate.foundBy()) {
                Traits one = news.get(id);
                if (one != null && areAlike(one, other)) {
                    pairs.add(new Pair(id, candidate.report().reportId()));
                }
            }
        }
        return pairs;
    }

    /** Asked as {@link EventGroups} asks, the older first: what is found here must be what is sorted there. */
    private static boolean areAlike(Traits one, Traits other) {
        boolean inOrder = EventReported.OLDEST_FIRST.compare(one.report(), other.report()) <= 0;
        return SameEvent.judge(inOrder ? one : other, inOrder ? other : one) instanceof Verdict.Same;
    }

    private void add(Traits traits) {
        Integer place = news.size();
        news.add(traits);
        Anchors.stored(traits.report())
                .forEach(anchor -> byAnchor.computeIfAbsent(anchor, key -> new ArrayList<>())
                        .add(place));
    }

    private Stream<Traits> of(Traits traits) {
        BitSet found = new BitSet();
        for (Long anchor : Anchors.probe(traits.report())) {
            byAnchor.getOrDefault(anchor, List.of()).forEach(found::set);
        }
        return found.stream().mapToObj(news::get);
    }
}
