package dev.tocsin.ingest.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the names that an article goes by: its address, its page's own address, what a feed calls the item. Whatever
 * comes under a name that is known is that article.
 *
 * @param id the article id that belongs to the name, were it the first to be met
 * @param certain false of a feed's own id, which some feeds use again for the next item: it counts where title or date
 *     agree
 */
public record ArticleName(String id, boolean certain) {

    static ArticleName ofUrl(String identity) {
        return new ArticleName(TypedId.ofIdentity("art", "url:" + identity), true);
    }

    static ArticleName ofItem(String feed, String guid) {
        return new ArticleName(TypedId.ofIdentity("art", "guid:" + feed + "\n" + guid), false);
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
