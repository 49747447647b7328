package dev.tocsin.ingest.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element as a feed publishes it, whatever the dialect. Texts are as published: titles and summaries may hold
 * markup, {@code contentHtml} usually does.
 *
 * @param id the guid (RSS) or id (Atom, JSON Feed); not always unique, whatever the specifications say
 * @param link the page that a reader would open
 */
public record FeedItem(
        @Nullable String id,
        @Nullable String link,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String contentHtml,
        List<Person> authors,
        @Nullable Instant published,
        @Nullable Instant updated,
        List<String> categories,
        @Nullable String language) {

    public FeedItem {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
    }

    /** An author as far as the feed tells: any of the three may be missing, never all. */
    public record Person(
            @Nullable String name,
            @Nullable String email,
            @Nullable String url) {
        public @Nullable String display() {
            return name != null ? name : email;
        }
    }

    /** The fullest text that the feed itself carries. */
    public @Nullable String body() {
        return contentHtml != null ? contentHtml : summary;
    }
}
