package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import java.time.Instant;
import java.util.List;

/**
 * An article was classified anew in a later revision: the value of topic {@code article.revised.v1}. What its earlier
 * revisions reported no longer stands, though this one may report nothing at all.
 *
 * @param revision counts from 1, so 2 or more
 * @param reports ids of the reports of this revision; may be empty
 */
public record ArticleRevised(String articleId, int revision, List<String> reports, Instant revisedAt) {

    public ArticleRevised {
        if (revision < 2) {
            throw new IllegalArgumentException("Revision %d revises nothing".formatted(revision));
        }
        reports = List.copyOf(reports);
    }

    /** @param reports all that are of this article */
    public static ArticleRevised of(Article article, List<EventReport> reports, Instant revisedAt) {
        return new ArticleRevised(
                article.articleId(),
                article.revision(),
                reports.stream().map(EventReport::reportId).toList(),
                revisedAt);
    }
}
