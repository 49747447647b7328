package dev.tocsin.alerting.reading;

import dev.tocsin.alerting.content.Wordbook;
import dev.tocsin.alerting.history.Explanation;
import dev.tocsin.alerting.page.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Why these reports are one event and others are not, with outlets in place of ids.
 *
 * @param withdrawn reports that no longer count
 */
public record Why(boolean asToday, List<Tie> ties, List<Refusal> refusals, List<String> withdrawn) {
    private static final int MOST = 12;

    /** @param reasons in English, as the rules say them */
    public record Tie(String one, String other, int strength, List<String> reasons) {}

    /** A report of another alert that is alike and yet apart. */
    public record Refusal(String alertId, List<String> likeness, String because) {}

    public static Why of(Explanation explanation, Visit visit) {
        Map<String, String> names = new HashMap<>();
        for (Explanation.Told told : explanation.reports()) {
            String outlet = told.outlet() == null || told.outlet().isBlank()
                    ? visit.texts().say("outlet_unnamed")
                    : Wordbook.line(told.outlet());
            names.put(told.reportId(), outlet);
        }
        String elsewhere = visit.texts().say("why_elsewhere");
        return new Why(
                explanation.asToday(),
                explanation.ties().stream()
                        .limit(MOST)
                        .map(tie -> new Tie(
                                names.getOrDefault(tie.reportId(), elsewhere),
                                names.getOrDefault(tie.otherReportId(), elsewhere),
                                tie.strength(),
                                tie.reasons()))
                        .toList(),
                explanation.refused().stream()
                        .limit(MOST)
                        .map(refusal -> new Refusal(refusal.alertId(), refusal.likeness(), refusal.because()))
                        .toList(),
                explanation.reports().stream()
                        .filter(told -> !told.active())
                        .map(told -> names.getOrDefault(told.reportId(), "") + ": "
                                + (told.withdrawnBecause() == null ? "" : told.withdrawnBecause()))
                        .toList());
    }
}
