package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReportTest {

    private static final Article ARTICLE =
            Articles.article("Title", "𝔅itcoin 🙂 miners shut. The end.", Articles.PUBLISHED);

    @Test
    void evidenceCountsInCodePoints() {
        EventReport report = report(new Evidence("miners shut.", 10, 22));

        assertThat(report.evidence().get(0).start()).isEqualTo(10);
    }

    @Test
    void evidenceThatTheArticleDoesNotHoldIsRefused() {
        Evidence invented = new Evidence("miners open.", 10, 22);

        assertThatThrownBy(() -> report(invented)).hasMessageContaining("not what the article says");
    }

    @Test
    void evidenceAtAnotherPlaceIsRefused() {
        Evidence shifted = new Evidence("miners shut.", 11, 23);

        assertThatThrownBy(() -> report(shifted)).hasMessageContaining("not what the article says");
    }

    @Test
    void evidenceBehindTheEndIsRefused() {
        Evidence outside = new Evidence("miners shut.", 400, 412);

        assertThatThrownBy(() -> report(outside)).hasMessageContaining("not what the article says");
    }

    @Test
    void aReportWithoutEvidenceIsRefused() {
        assertThatThrownBy(() -> report()).hasMessageContaining("has evidence");
    }

    @Test
    void theSameClaimHasTheSameIdAndAnotherRevisionAnother() {
        Evidence first = new Evidence("miners shut.", 10, 22);
        Article revised = new Article(
                ARTICLE.articleId(),
                2,
                ARTICLE.textSha256(),
                ARTICLE.title(),
                null,
                null,
                ARTICLE.language(),
                null,
                ARTICLE.text());

        String id = EventReport.idOf(ARTICLE, Category.MINING_BAN, first, 0);

        assertThat(id)
                .matches("rep_[0-9a-hjkmnp-tv-z]{26}")
                .isEqualTo(EventReport.idOf(ARTICLE, Category.MINING_BAN, first, 0))
                .isNotEqualTo(EventReport.idOf(revised, Category.MINING_BAN, first, 0))
                .isNotEqualTo(EventReport.idOf(ARTICLE, Category.RELOCATION, first, 0));
    }

    private static EventReport report(Evidence... evidence) {
        return new EventReport(
                "rep_7h2k9m4p1r6t3v8w5x0y2z4a6b",
                Category.MINING_BAN,
                Status.IN_FORCE,
                0.9,
                "Miners shut",
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(evidence),
                null,
                ARTICLE,
                "rules-1",
                Articles.NOW);
    }
}
