package dev.tocsin.alerting.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.identity.EventGroups;
import dev.tocsin.alerting.lifecycle.Known;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert holds the reports that it holds, found by sorting its neighbourhood once more as the pipeline does.
 *
 * @param state whether it stands, as the document says
 * @param stateReason why it does not
 * @param merged where its reports went, and by which likenesses; of a merged alert only
 * @param asToday whether its reports would be gathered so today; not where the rules have changed since, or where more
 *     hangs together with it than is looked at
 * @param reports that it holds, or, once merged, that were first given to it; oldest first, withdrawn ones too
 * @param ties by which they came together, the strongest first
 * @param refused what they are nearly one with, the likest first
 */
public record Explanation(
        String alertId,
        int version,
        State state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stateReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Merge merged,
        boolean asToday,
        List<Told> reports,
        List<Tie> ties,
        List<Refusal> refused) {
    /** Of many likenesses to one other alert the first few say it all. */
    private static final int MOST_REFUSALS_BY_ALERT = 3;

    private static final int MOST_REFUSALS = 100;
    private static final Comparator<EventGroup.Refusal> LIKEST_FIRST = Comparator.comparing(
                    (EventGroup.Refusal refusal) -> refusal.likeness().strength())
            .reversed();

    public Explanation {
        reports = List.copyOf(reports);
        ties = List.copyOf(ties);
        refused = List.copyOf(refused);
    }

    /**
     * One article's claim of the event.
     *
     * @param active unless it was withdrawn
     */
    public record Told(
            String reportId,
            String articleId,
            int revision,
            @Nullable String outlet,
            String title,
            @Nullable Instant publishedAt,
            boolean active,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String withdrawnBecause) {}

    /**
     * Two reports that are of one event.
     *
     * @param strength the sum of what speaks for it
     * @param reasons in words
     */
    public record Tie(String reportId, String otherReportId, int strength, List<String> reasons) {
        private static Tie of(EventGroup.Tie tie) {
            return new Tie(
                    tie.reportId(),
                    tie.otherReportId(),
                    tie.verdict().strength(),
                    tie.verdict().reasons());
        }
    }

    /**
     * A report of another alert that is alike and yet apart.
     *
     * @param alertId the other alert
     * @param because what forbids it
     * @param contradicting the two reports that contradict each other: these, or others of the two alerts
     */
    public record Refusal(
            String alertId,
            String reportId,
            String otherReportId,
            List<String> likeness,
            String because,
            List<String> contradicting) {}

    /**
     * The end of an alert in another.
     *
     * @param into the other alert
     * @param ties between reports of the one and of the other
     */
    public record Merge(@Nullable String into, List<Tie> ties) {}

    /**
     * @param alert of the neighbourhood
     * @param neighbourhood all alerts that any chain of likenesses ties to it, and itself
     * @param revisions the greatest revision known of each article
     */
    static Explanation of(Alert alert, List<Known> neighbourhood, Map<String, Integer> revisions) {
        Map<String, Placed> known = new HashMap<>();
        neighbourhood.forEach(each ->
                each.reports().forEach(placed -> known.put(placed.report().reportId(), placed)));
        boolean isMerged = alert.state() == State.MERGED;
        List<Placed> ours = known.values().stream()
                .filter(placed -> alert.id().equals(placed.alertId())
                        || isMerged && alert.id().equals(placed.homeAlertId()))
                .sorted(Comparator.comparing(Placed::report, EventReported.OLDEST_FIRST))
                .toList();
        Set<String> ids = ours.stream()
                .filter(Placed::active)
                .map(placed -> placed.report().reportId())
                .collect(Collectors.toSet());
        List<EventGroup> groups =
                EventGroups.of(known.values().stream()
                                .filter(Placed::active)
                                .map(Placed::report)
                                .toList())
                        .stream()
                        .filter(group -> group.reports().stream().anyMatch(report -> ids.contains(report.reportId())))
                        .toList();
        List<EventGroup.Tie> ties = groups.stream()
                .flatMap(group -> group.ties().stream())
                .filter(tie -> ids.contains(tie.reportId()) || ids.contains(tie.otherReportId()))
                .toList();
        return new Explanation(
                alert.id(),
                alert.version(),
                alert.state(),
                alert.stateReason(),
                isMerged ? new Merge(alert.mergedInto(), list(ties.stream().filter(tie -> crosses(tie, ids)))) : null,
                isAsToday(groups, known),
                ours.stream().map(placed -> told(placed, revisions)).toList(),
                list(ties.stream()),
                refusals(alert.id(), ids, groups, known));
    }

    private static boolean crosses(EventGroup.Tie tie, Set<String> ids) {
        return ids.contains(tie.reportId()) != ids.contains(tie.otherReportId());
    }

    private static List<Tie> list(Stream<EventGroup.Tie> ties) {
        return ties.map(Tie::of)
                .sorted(Comparator.comparingInt(Tie::strength).reversed())
                .toList();
    }

    private static boolean isAsToday(List<EventGroup> groups, Map<String, Placed> known) {
        return groups.stream()
                                .flatMap(group -> group.reports().stream())
                                .map(report -> known.get(report.reportId()))
                                .filter(placed -> placed != null)
                                .map(Placed::alertId)
                                .distinct()
                                .count()
                        <= 1
                && groups.size() <= 1;
    }

    private static Told told(Placed placed, Map<String, Integer> revisions) {
        EventReported report = placed.report();
        EventReported.Article article = report.article();
        int latest = revisions.getOrDefault(article.articleId(), 0);
        String later = latest > article.revision() ? "Revision " + latest : "A later revision";
        return new Told(
                report.reportId(),
                article.articleId(),
                article.revision(),
                article.outlet(),
                report.title(),
                article.publishedAt(),
                placed.active(),
                placed.active() ? null : later + " of the article takes its place.");
    }

    private static List<Refusal> refusals(
            String alertId, Set<String> ids, List<EventGroup> groups, Map<String, Placed> known) {
        Map<String, Integer> shown = new HashMap<>();
        List<Refusal> refused = new ArrayList<>();
        groups.stream()
                .flatMap(group -> group.refusals().stream())
                .filter(refusal -> ids.contains(refusal.reportId()))
                .sorted(LIKEST_FIRST)
                .forEach(refusal -> {
                    Placed other = known.get(refusal.otherReportId());
                    String otherId = other == null ? null : other.alertId();
                    if (otherId != null
                            && !otherId.equals(alertId)
                            && refused.size() < MOST_REFUSALS
                            && shown.merge(otherId, 1, Integer::sum) <= MOST_REFUSALS_BY_ALERT) {
                        refused.add(new Refusal(
                                otherId,
                                refusal.reportId(),
                                refusal.otherReportId(),
                                refusal.likeness().reasons(),
                                refusal.forbidden().verdict().veto(),
                                List.of(
                                        refusal.forbidden().reportId(),
                                        refusal.forbidden().otherReportId())));
                    }
                });
        return refused;
    }
}
