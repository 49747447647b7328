package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.identity.EventGroup.Forbidden;
import dev.tocsin.alerting.identity.EventGroup.Refusal;
import dev.tocsin.alerting.identity.EventGroup.Tie;
import dev.tocsin.alerting.identity.Verdict.Different;
import dev.tocsin.alerting.identity.Verdict.Same;
import dev.tocsin.alerting.report.EventReported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts reports by event. The likest two come together first, and so on down to the least alike; two groups of which any
 * two reports contradict each other stay apart. So the result depends on what the reports say and on nothing else: not on
 * the order in which they came, nor on how many came at a time.
 */
public final class EventGroups {
    private static final Comparator<Likeness> LIKEST_FIRST = Comparator.comparing(
                    (Likeness likeness) -> likeness.verdict().strength())
            .reversed()
            .thenComparingInt(Likeness::one)
            .thenComparingInt(Likeness::other);

    private final List<Traits> reports;
    private final Verdict[][] verdicts;
    /** The group that a report is in, by the place of its oldest report. */
    private final int[] group;

    private static final Different OTHER_CATEGORY = new Different("the categories differ");

    private final List<List<Integer>> members = new ArrayList<>();
    private final List<Likeness> ties = new ArrayList<>();

    /** Two reports, by their places, the older first. */
    private record Likeness(int one, int other, Same verdict) {}

    private EventGroups(List<EventReported> sorted) {
        this.reports = sorted.stream().map(Traits::of).toList();
        int count = reports.size();
        verdicts = new Verdict[count][];
        group = new int[count];
        for (int i = 0; i < count; i++) {
            verdicts[i] = new Verdict[i];
            group[i] = i;
            members.add(new ArrayList<>(List.of(i)));
            for (int j = 0; j < i; j++) {
                verdicts[i][j] = reports.get(j).category() == reports.get(i).category()
                        ? SameEvent.judge(reports.get(j), reports.get(i))
                        : OTHER_CATEGORY;
            }
        }
    }

    /** The groups, oldest first; what comes more than once counts once. */
    public static List<EventGroup> of(Collection<EventReported> reports) {
        Map<String, EventReported> byId = new TreeMap<>();
        reports.forEach(report -> byId.put(report.reportId(), report));
        EventGroups groups = new EventGroups(
                byId.values().stream().sorted(EventReported.OLDEST_FIRST).toList());
        return groups.sort();
    }

    private List<EventGroup> sort() {
        List<Likeness> likenesses = likenesses();
        for (Likeness likeness : likenesses) {
            int one = group[likeness.one()];
            int other = group[likeness.other()];
            if (one != other && contradiction(one, other) == null) {
                unite(Math.min(one, other), Math.max(one, other));
                ties.add(likeness);
            }
        }
        List<Likeness> outweighed = likenesses.stream()
                .filter(likeness -> group[likeness.one()] != group[likeness.other()])
                .toList();
        List<EventGroup> sorted = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (group[i] == i) {
                sorted.add(group(i, outweighed));
            }
        }
        return sorted;
    }

    private List<Likeness> likenesses() {
        List<Likeness> likenesses = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            for (int j = 0; j < i; j++) {
                if (verdicts[i][j] instanceof Same same) {
                    likenesses.add(new Likeness(j, i, same));
                }
            }
        }
        likenesses.sort(LIKEST_FIRST);
        return likenesses;
    }

    private void unite(int into, int from) {
        members.get(into).addAll(members.get(from));
        members.get(into).sort(Comparator.naturalOrder());
        members.get(from).forEach(member -> group[member] = into);
    }

    private @Nullable Forbidden contradiction(int one, int other) {
        for (int x : members.get(one)) {
            for (int y : members.get(other)) {
                if (verdicts[Math.max(x, y)][Math.min(x, y)] instanceof Different different) {
                    return new Forbidden(id(x), id(y), different);
                }
            }
        }
        return null;
    }

    private EventGroup group(int at, List<Likeness> outweighed) {
        return new EventGroup(
                members.get(at).stream()
                        .map(member -> reports.get(member).report())
                        .toList(),
                ties.stream()
                        .filter(tie -> group[tie.one()] == at)
                        .map(tie -> new Tie(id(tie.one()), id(tie.other()), tie.verdict()))
                        .toList(),
                outweighed.stream()
                        .filter(likeness -> group[likeness.one()] == at || group[likeness.other()] == at)
                        .map(likeness -> refusal(at, likeness))
                        .toList());
    }

    private Refusal refusal(int at, Likeness likeness) {
        boolean ours = group[likeness.one()] == at;
        int within = ours ? likeness.one() : likeness.other();
        int beyond = ours ? likeness.other() : likeness.one();
        Forbidden forbidden = contradiction(at, group[beyond]);
        if (forbidden == null) {
            throw new AssertionError("Alike and not contradicted, yet apart");
        }
        return new Refusal(id(within), id(beyond), likeness.verdict(), forbidden);
    }

    private String id(int place) {
        return reports.get(place).report().reportId();
    }
}
