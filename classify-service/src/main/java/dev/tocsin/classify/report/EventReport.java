package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Statement;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.EventDate;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One article's claim of one event: the value of topic {@code event.reported.v1}. Cannot be made without evidence that
 * stands verbatim in the article at its offsets.
 *
 * @param confidence 0 to 1: how probably the report is true to its article
 * @param title one line in the article's language
 * @param evidence the strongest first
 * @param statement what its first sentence says, read together with the headline; null where no encoder was asked
 * @param classifier version of what decided the category
 */
public record EventReport(
        String reportId,
        Category category,
        Status status,
        double confidence,
        String title,
        List<Actor> actors,
        List<String> jurisdictions,
        @Nullable Place place,
        @Nullable Place from,
        @Nullable Place to,
        @Nullable EventDate occurred,
        @Nullable EventDate effective,
        List<Quantity> quantities,
        List<Evidence> evidence,
        @Nullable Statement statement,
        Article article,
        String classifier,
        Instant reportedAt) {

    static final int MAX_TITLE_CHARS = 300;
    static final int MAX_LISTED = 20;
    static final int MAX_EVIDENCE = 10;

    public EventReport {
        actors = actors.stream().distinct().limit(MAX_LISTED).toList();
        jurisdictions = jurisdictions.stream().distinct().limit(MAX_LISTED).toList();
        quantities = quantities.stream().distinct().limit(MAX_LISTED).toList();
        evidence = evidence.stream().distinct().limit(MAX_EVIDENCE).toList();
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("A report has evidence");
        }
        for (Evidence quote : evidence) {
            if (!quote.isVerbatimIn(article.quotable())) {
                throw new IllegalArgumentException("Evidence at %d to %d is not what the article says there"
                        .formatted(quote.start(), quote.end()));
            }
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Confidence is %s; it lies between 0 and 1".formatted(confidence));
        }
        if (title.isBlank() || title.length() > MAX_TITLE_CHARS) {
            throw new IllegalArgumentException("A title has 1 to %d characters".formatted(MAX_TITLE_CHARS));
        }
    }

    /**
     * The same article revision and the same claim give the same id, on every replay: a claim is told by its category
     * and by where its first evidence stands.
     *
     * @param nth of the claims of that category that one sentence makes, from 0
     */
    static String idOf(Article article, Category category, Evidence first, int nth) {
        return ArticleIds.hashed(
                "rep_",
                article.articleId() + "\n" + article.revision() + "\n" + category.word() + "\n" + first.start()
                        + (nth == 0 ? "" : "\n" + nth));
    }
}
