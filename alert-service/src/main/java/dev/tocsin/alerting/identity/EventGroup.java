package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import java.util.List;

/**
 * All reports of one event, oldest first, and what holds them together.
 *
 * @param ties the likenesses by which the reports came together, one fewer than there are reports
 * @param refusals the likenesses that a contradiction outweighs: with what the group was nearly one
 */
public record EventGroup(List<EventReported> reports, List<Tie> ties, List<Refusal> refusals) {
    public EventGroup {
        reports = List.copyOf(reports);
        ties = List.copyOf(ties);
        refusals = List.copyOf(refusals);
    }

    /** Two reports of the group that are alike, and by what. */
    public record Tie(String reportId, String otherReportId, Verdict.Same verdict) {}

    /**
     * A report of the group and one outside it that are alike, and the two that forbid it: themselves, or others of the
     * two groups.
     */
    public record Refusal(String reportId, String otherReportId, Verdict.Same likeness, Forbidden forbidden) {}

    /** Two reports that cannot be of one event. */
    public record Forbidden(String reportId, String otherReportId, Verdict.Different verdict) {}
}
