package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.report.Placed;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a neighbourhood.
 *
 * @param alertIds all that it knows
 * @param outcomes the new versions of alerts
 * @param stored new reports, with their alerts
 * @param moved reports that change their alert, or are withdrawn
 * @param neighbours alerts that a likeness ties although they are apart
 */
public record Gathered(
        List<String> alertIds, List<Outcome> outcomes, List<Placed> stored, List<Placed> moved, Set<Pair> neighbours) {
    public Gathered {
        alertIds = List.copyOf(alertIds);
        outcomes = List.copyOf(outcomes);
        stored = List.copyOf(stored);
        moved = List.copyOf(moved);
        neighbours = Set.copyOf(neighbours);
    }

    /** How many alerts, known before, a new report has come to. */
    public int joined() {
        return (int) stored.stream()
                .map(Placed::alertId)
                .distinct()
                .filter(alertIds::contains)
                .count();
    }

    /** Two alerts, the lesser id first. */
    public record Pair(String alertId, String otherId) {
        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }
}
