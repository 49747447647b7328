package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Alerts and new reports that any chain of likenesses ties together: all that has to be looked at to say which reports are
 * of one event.
 *
 * @param fresh what no alert tells of yet
 * @param counting whether each report of the articles that the batch speaks of counts, by its id; others count as before
 */
public record Neighbourhood(List<Known> alerts, List<EventReported> fresh, Map<String, Boolean> counting) {
    /** So many reports are sorted at once at most, since each is compared with each: what takes a second or so. */
    static final int MOST_REPORTS = 300;

    public Neighbourhood {
        alerts = alerts.stream().sorted(Known.ELDER_FIRST).toList();
        fresh = List.copyOf(fresh);
        counting = Map.copyOf(counting);
    }

    /** All reports, each as it is now; those that are new belong nowhere yet. */
    List<Placed> reports() {
        List<Placed> all = new ArrayList<>();
        alerts.forEach(alert -> alert.reports()
                .forEach(placed -> all.add(new Placed(
                        placed.report(),
                        placed.alertId(),
                        placed.homeAlertId(),
                        counting.getOrDefault(placed.report().reportId(), placed.active())))));
        fresh.forEach(
                report -> all.add(new Placed(report, null, null, counting.getOrDefault(report.reportId(), true))));
        return all;
    }
}
