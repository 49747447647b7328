package dev.tocsin.ingest.article;

import dev.tocsin.ingest.identity.ArticleName;
import dev.tocsin.ingest.identity.TypedId;
import dev.tocsin.ingest.text.CleanText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of an item, or of a text that was posted straight in: one identity, clean text, who said it and when.
 *
 * @param text see {@link CleanText}; empty where a feed carries titles only
 * @param feedId null when it was posted straight in
 * @param names all that it goes by, the most telling first, its own id's among them
 * @param teaser whether the feed only says what its page tells
 */
public record Article(
        String articleId,
        String url,
        String title,
        String text,
        @Nullable String outlet,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant publishedAt,
        @Nullable String feedId,
        List<ArticleName> names,
        boolean teaser) {
    public static final int MAX_TITLE = 1000;
    public static final int MAX_TEXT = 200_000;
    public static final int MAX_NAME = 200;

    public Article {
        if (title.isEmpty() || title.length() > MAX_TITLE || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("an article needs a title and a text within their limits");
        }
        names = List.copyOf(names);
    }

    /** The same, known to us under another id. */
    Article as(String id) {
        return new Article(id, url, title, text, outlet, author, language, publishedAt, feedId, names, teaser);
    }

    /** What a revision is told by: the publisher's words, not our bookkeeping. */
    String fingerprint() {
        return TypedId.sha256Hex(title + "\n" + text);
    }
}
