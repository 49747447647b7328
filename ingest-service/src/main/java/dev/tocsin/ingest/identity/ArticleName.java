package dev.tocsin.ingest.identity;

/**
 * One of the names that an article goes by: its address, its page's own address, what a feed calls the item. Whatever
 * comes under a name that is known is that article.
 *
 * @param id the article id that belongs to the name, were it the first to be met
 * @param certain false of a feed's own id, which some feeds use again for the next item: it counts where title or date
 *     agree
 */
public record ArticleName(String id, boolean certain) {

    public static ArticleName ofUrl(String identity) {
        return new ArticleName(TypedId.ofIdentity("art", "url:" + identity), true);
    }

    public static ArticleName ofItem(String feed, String guid) {
        return new ArticleName(TypedId.ofIdentity("art", "guid:" + feed + "\n" + guid), false);
    }
}
