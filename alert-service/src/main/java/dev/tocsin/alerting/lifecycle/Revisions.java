package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.identity.SameEvent;
import dev.tocsin.alerting.identity.Verdict;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which reports of an article its later revisions withdraw. A report does so at once with what it tells anew. All else that
 * earlier revisions reported goes only when the correction has said which reports the revision has, and all of them are
 * here: reports come one by one, and what is only yet to be told anew must not be retracted. So a revision of which no
 * correction comes leaves what it does not tell anew as it was. The answer depends on what is known, not on the order in
 * which it came.
 */
final class Revisions {
    private Revisions() {}

    /**
     * The ids of the reports that no longer count.
     *
     * @param reports all known ones of one article
     * @param corrections all known ones of it
     */
    static Set<String> withdrawn(Collection<EventReported> reports, Collection<ArticleRevised> corrections) {
        Set<String> known = reports.stream().map(EventReported::reportId).collect(Collectors.toSet());
        int complete = corrections.stream()
                .filter(correction -> known.containsAll(correction.reports()))
                .mapToInt(ArticleRevised::revision)
                .max()
                .orElse(0);
        Set<String> withdrawn = new HashSet<>();
        for (EventReported report : reports) {
            if (revision(report) < complete
                    || reports.stream()
                            .anyMatch(
                                    later -> revision(later) > revision(report) && tellsAnew(later, report, reports))) {
                withdrawn.add(report.reportId());
            }
        }
        return withdrawn;
    }

    /**
     * Whether a report of a later revision tells what an earlier one told.
     *
     * @param all of the article, and maybe others: of one revision that reported only one thing of the kind, it is that unless they contradict
     */
    static boolean tellsAnew(EventReported later, EventReported earlier, Collection<EventReported> all) {
        if (later.category() != earlier.category()) {
            return false;
        }
        Verdict verdict = SameEvent.judge(earlier, later);
        return verdict instanceof Verdict.Same
                || (verdict instanceof Verdict.Undecided && peers(earlier, all).size() == 1);
    }

    private static List<EventReported> peers(EventReported report, Collection<EventReported> all) {
        return all.stream()
                .filter(other ->
                        other.article().articleId().equals(report.article().articleId()))
                .filter(other -> revision(other) == revision(report) && other.category() == report.category())
                .toList();
    }

    private static int revision(EventReported report) {
        return report.article().revision();
    }
}
