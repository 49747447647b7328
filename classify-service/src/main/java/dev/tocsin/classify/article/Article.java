package dev.tocsin.classify.article;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision of one article, as we classify it and name it in reports.
 *
 * @param text plain text, paragraphs on lines of their own, headings marked by {@code ##}; empty where a feed carries
 *     titles only
 * @param textSha256 of the UTF-8 bytes of {@code text}: evidence offsets count in exactly this text
 * @param language what we found, not what the publisher declared
 * @param textMinHash what copies of the text are known by; null where nobody has asked for it yet, and for too short a text
 */
public record Article(
        String articleId,
        int revision,
        String textSha256,
        String title,
        @Nullable String url,
        @Nullable String outlet,
        Language language,
        @Nullable Instant publishedAt,
        @Nullable String textMinHash,
        @JsonIgnore String text) {

    public static final int MAX_TITLE_CHARS = 1000;
    public static final int MAX_TEXT_CHARS = 200_000;
    public static final int MAX_URL_CHARS = 2048;
    public static final int MAX_OUTLET_CHARS = 200;

    public Article {
        requireWithin("title", title, 1, MAX_TITLE_CHARS);
        requireWithin("text", text, 0, MAX_TEXT_CHARS);
        requireWithin("url", url == null ? "" : url, 0, MAX_URL_CHARS);
        requireWithin("outlet", outlet == null ? "" : outlet, 0, MAX_OUTLET_CHARS);
        if (revision < 1) {
            throw new IllegalArgumentException("revision is %d; it counts from 1".formatted(revision));
        }
    }

    /** As it is read: most articles report nothing, and need no hash. */
    public Article(
            String articleId,
            int revision,
            String textSha256,
            String title,
            @Nullable String url,
            @Nullable String outlet,
            Language language,
            @Nullable Instant publishedAt,
            String text) {
        this(articleId, revision, textSha256, title, url, outlet, language, publishedAt, null, text);
    }

    /** As reports name it. */
    public Article withTextMinHash() {
        return new Article(
                articleId, revision, textSha256, title, url, outlet, language, publishedAt, TextMinHash.of(text), text);
    }

    /** The text that evidence is quoted from: where a feed carries no text, the title is all there is to quote. */
    public String quotable() {
        return text.isBlank() ? title : text;
    }

    private static void requireWithin(String name, String value, int min, int max) {
        // Counted as JSON Schema counts: a character outside the basic plane is one.
        int length = value.codePointCount(0, value.length());
        if (length > max) {
            throw new IllegalArgumentException(
                    "%s has %d characters; at most %d are taken".formatted(name, length, max));
        }
        if (value.strip().length() < min) {
            throw new IllegalArgumentException("%s is empty".formatted(name));
        }
    }
}
