package dev.tocsin.alerting.lifecycle;

import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The articles that a batch speaks of: which of their reports count, after all that is known of them. */
final class Articles {
    private final List<Placed> stored;
    private final List<EventReported> fresh;
    private final Map<String, Boolean> counting = new HashMap<>();
    private final Set<String> revised = new HashSet<>();

    /**
     * @param stored all stored reports of these articles
     * @param fresh the new ones of the batch
     * @param corrections all of these articles, those of the batch too
     */
    Articles(List<Placed> stored, List<EventReported> fresh, List<ArticleRevised> corrections) {
        this.stored = List.copyOf(stored);
        this.fresh = List.copyOf(fresh);
        Map<String, List<ArticleRevised>> corrected =
                corrections.stream().collect(groupingBy(ArticleRevised::articleId));
        revised.addAll(corrected.keySet());
        Map<String, List<EventReported>> told = Stream.concat(stored.stream().map(Placed::report), fresh.stream())
                .collect(groupingBy(report -> report.article().articleId()));
        told.forEach((article, reports) -> {
            Set<String> withdrawn = Revisions.withdrawn(reports, corrected.getOrDefault(article, List.of()));
            reports.forEach(report -> counting.put(report.reportId(), !withdrawn.contains(report.reportId())));
            if (reports.stream()
                            .map(report -> report.article().revision())
                            .distinct()
                            .count()
                    > 1) {
                revised.add(article);
            }
        });
    }

    /** Whether each report of these articles counts, by its id. */
    Map<String, Boolean> counting() {
        return counting;
    }

    /** What no alert tells of yet: new reports, and those that were withdrawn before they were heard and now count. */
    List<EventReported> newcomers() {
        List<EventReported> newcomers = new ArrayList<>(fresh);
        stored.stream()
                .filter(placed -> placed.alertId() == null && counts(placed.report()))
                .forEach(placed -> newcomers.add(placed.report()));
        return newcomers;
    }

    /** What begins to count, so that others may be alike. */
    List<EventReported> rising() {
        List<EventReported> rising =
                new ArrayList<>(fresh.stream().filter(this::counts).toList());
        stored.stream()
                .filter(placed -> !placed.active() && counts(placed.report()))
                .forEach(placed -> rising.add(placed.report()));
        return rising;
    }

    /** New reports each for itself; those of an article that was revised, with all alerts that it told of. */
    Components ties() {
        Components ties = new Components();
        newcomers().forEach(report -> {
            ties.add(report.reportId());
            tie(ties, report, report.reportId());
        });
        stored.forEach(placed -> {
            if (placed.alertId() != null) {
                tie(ties, placed.report(), placed.alertId());
                if (ties.contains(placed.alertId())) {
                    ties.tie(placed.report().reportId(), placed.alertId());
                }
            }
        });
        return ties;
    }

    private void tie(Components ties, EventReported report, String thing) {
        if (revised.contains(report.article().articleId())) {
            ties.tie(report.article().articleId(), thing);
        }
    }

    private boolean counts(EventReported report) {
        return counting.getOrDefault(report.reportId(), false);
    }
}
