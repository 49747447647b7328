package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.voice.PooledClassifier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Articles for tests, and the one finder that all of them share: it takes a second to load. */
final class Articles {

    static final Instant PUBLISHED = Instant.parse("2021-06-25T08:00:00Z");
    static final Instant NOW = Instant.parse("2021-06-25T08:00:01.500Z");

    private static final EventFinder FINDER = new EventFinder(PooledClassifier.load(), new Gazetteer());

    private Articles() {}

    static Article article(String title, String text, @Nullable Instant publishedAt) {
        return new Article(
                ArticleIds.forText(null, title, text),
                1,
                ArticleIds.sha256Hex(text),
                title,
                null,
                null,
                Language.of(title + "\n" + text),
                publishedAt,
                text);
    }

    static List<EventReport> reports(String title, String text) {
        return reports(article(title, text, PUBLISHED));
    }

    static List<EventReport> reports(Article article) {
        return FINDER.find(article, NOW);
    }

    static Explanation explanation(String title, String text) {
        return explanation(article(title, text, PUBLISHED));
    }

    static Explanation explanation(Article article) {
        return FINDER.explain(article, NOW);
    }
}
