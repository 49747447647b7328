package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.identity.SameEvent;
import dev.tocsin.alerting.identity.Verdict;
import dev.tocsin.alerting.report.EventReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers reports into alerts: each joins the alert of its event, or raises it. */
public final class Gathering {
    private final List<Gathered> alerts = new ArrayList<>();
    private final Supplier<String> newId;
    private final Instant now;

    /**
     * Begins with the alerts that the reports to come may belong to.
     *
     * @param newId makes the id of an alert that is raised
     * @param now when it is raised
     */
    public Gathering(Collection<Known> known, Supplier<String> newId, Instant now) {
        known.forEach(alert -> alerts.add(new Gathered(alert, List.of())));
        this.newId = newId;
        this.now = now;
    }

    /** An alert that stands already, with its reports; one that is only being raised has version 0. */
    public record Known(String id, int version, Instant raisedAt, List<EventReported> reports) {}

    /** An alert and the reports that have come to it. */
    public record Gathered(Known before, List<EventReported> joined) {
        public boolean isRaised() {
            return before.version() == 0;
        }

        public int version() {
            return before.version() + 1;
        }

        /** The reports from before and those that have come. */
        public List<EventReported> reports() {
            List<EventReported> all = new ArrayList<>(before.reports());
            all.addAll(joined);
            return all;
        }

        private Gathered with(EventReported report) {
            List<EventReported> more = new ArrayList<>(joined);
            more.add(report);
            return new Gathered(before, List.copyOf(more));
        }
    }

    /** Finds each report its alert, oldest report first; returns the alerts that have changed. */
    public List<Gathered> gather(Collection<EventReported> reports) {
        reports.stream().sorted(EventReported.OLDEST_FIRST).forEach(this::place);
        return alerts.stream().filter(alert -> !alert.joined().isEmpty()).toList();
    }

    private void place(EventReported report) {
        Optional<Gathered> same = alerts.stream()
                .filter(alert -> SameEvent.judge(report, alert.reports()) instanceof Verdict.Same)
                // Of several that it fits, the event that was told first, whichever alert came about first.
                .min(Comparator.comparing(
                        alert -> alert.reports().stream()
                                .min(EventReported.OLDEST_FIRST)
                                .orElseThrow(),
                        EventReported.OLDEST_FIRST));
        Gathered alert = same.orElseGet(() -> {
            Gathered raised = new Gathered(new Known(newId.get(), 0, now, List.of()), List.of());
            alerts.add(raised);
            return raised;
        });
        alerts.set(alerts.indexOf(alert), alert.with(report));
    }
}
