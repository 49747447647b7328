package dev.tocsin.alerting.report;

import dev.tocsin.alerting.id.Ids;
import java.util.List;
import java.util.Objects;

/**
 * An article was corrected: what this service reads of a record of {@code article.revised.v1}.
 *
 * @param reports ids of what the revision reports, which come by another topic, sooner or later than this; none when it no
 *     longer tells of any event
 */
public record ArticleRevised(String articleId, int revision, List<String> reports) {
    private static final int MOST_REPORTS = 1_000;

    public ArticleRevised {
        if (!Ids.isId("art", articleId)) {
            throw new IllegalArgumentException("articleId is art_ and 26 characters");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1");
        }
        Objects.requireNonNull(reports, "reports is missing");
        if (reports.size() > MOST_REPORTS || !reports.stream().allMatch(id -> Ids.isId("rep", id))) {
            throw new IllegalArgumentException(
                    "reports are at most " + MOST_REPORTS + " ids of rep_ and 26 characters");
        }
        reports = List.copyOf(reports);
    }
}
