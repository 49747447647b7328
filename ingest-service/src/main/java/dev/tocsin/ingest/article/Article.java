package dev.tocsin.ingest.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of an item, or of a text that was posted straight in: one identity, clean text, who said it and when.
 *
 * @param text see {@link CleanText}; empty where a feed carries titles only
 * @param feedId null when it was posted straight in
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
        @Nullable String feedId) {
    public static final int MAX_TITLE = 1000;
    public static final int MAX_TEXT = 200_000;
    public static final int MAX_NAME = 200;

    public Article {
        if (title.isEmpty() || title.length() > MAX_TITLE || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("an article needs a title and a text within their limits");
        }
    }

    /** What a revision is told by: the publisher's words, not our bookkeeping. */
    String fingerprint() {
        return TypedId.sha256Hex(title + "\n" + text);
    }
}
