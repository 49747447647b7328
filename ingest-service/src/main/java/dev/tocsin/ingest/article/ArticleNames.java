package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.ArticleName;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds for each article the one that it is, by the names under which articles are known. */
final class ArticleNames {
    private final Map<String, Known> known;
    /** Names met for the first time, each with the article that they stand for from now on. */
    private final Map<String, String> learned = new LinkedHashMap<>();

    ArticleNames(Map<String, Known> known) {
        this.known = new HashMap<>(known);
    }

    /** @return under their true ids, none twice: of two items of one document that are one article, the first */
    List<Article> resolve(List<Article> articles) {
        Map<String, Article> resolved = new LinkedHashMap<>();
        for (Article article : articles) {
            Article itself = article.as(idOf(article));
            resolved.putIfAbsent(itself.articleId(), itself);
            for (ArticleName name : article.names()) {
                if (known.putIfAbsent(name.id(), new Known(itself.articleId(), article.title(), article.publishedAt()))
                        == null) {
                    learned.put(name.id(), itself.articleId());
                }
            }
        }
        return List.copyOf(resolved.values());
    }

    Map<String, String> learned() {
        return Map.copyOf(learned);
    }

    private String idOf(Article article) {
        for (ArticleName name : article.names()) {
            Known candidate = known.get(name.id());
            if (candidate != null && candidate.isMeantBy(name, article)) {
                return candidate.articleId();
            }
        }
        return article.articleId();
    }

    /** What is known under a name. */
    record Known(String articleId, String title, @Nullable Instant publishedAt) {

        boolean isMeantBy(ArticleName name, Article article) {
            return name.certain()
                    || title.equals(article.title())
                    || (publishedAt != null && publishedAt.equals(article.publishedAt()));
        }
    }
}
