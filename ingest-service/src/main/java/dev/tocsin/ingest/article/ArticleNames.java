package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.CanonicalUrl;
import dev.tocsin.ingest.text.Titles;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds for each article the one that it is, by the names under which articles are known. */
final class ArticleNames {
    /** Dates at the full hour are mere days, in some zone. */
    private static final long HOUR = 3600;

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
                if (known.putIfAbsent(name.id(), Known.as(itself)) == null) {
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
    record Known(
            String articleId,
            String url,
            String title,
            @Nullable Instant publishedAt) {

        static Known as(Article article) {
            return new Known(article.articleId(), article.url(), article.title(), article.publishedAt());
        }

        /**
         * A feed's own id counts on the same site only, and where the date is the same to the second, or the title is and
         * the date does not contradict: there are feeds that use one id again and again, and columns with one title.
         */
        boolean isMeantBy(ArticleName name, Article article) {
            return name.certain() || (isOfSameSite(article) && isSameNews(article));
        }

        private boolean isOfSameSite(Article article) {
            Optional<CanonicalUrl> here = CanonicalUrl.parse(url);
            Optional<CanonicalUrl> there = CanonicalUrl.parse(article.url());
            return here.isPresent() && there.isPresent() && here.get().isOfSameSite(there.get());
        }

        private boolean isSameNews(Article article) {
            Instant date = article.publishedAt();
            boolean sameDate = publishedAt != null && publishedAt.equals(date);
            boolean mereDay = sameDate && date != null && date.getEpochSecond() % HOUR == 0;
            boolean sameTitle = Titles.agree(title, article.title());
            return sameDate && !mereDay || sameTitle && (sameDate || publishedAt == null || date == null);
        }
    }
}
