package dev.tocsin.ingest.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed document, understood.
 *
 * @param format such as {@code rss 2.0}, {@code atom 1.0}, {@code json 1.1}
 * @param feedUrl where the feed says that it lives itself
 * @param siteUrl the page that the feed belongs to
 * @param timetable when the publisher wants to be asked
 * @param warnings what was repaired or not understood, each a sentence
 */
public record ParsedFeed(
        String format,
        @Nullable String title,
        @Nullable String feedUrl,
        @Nullable String siteUrl,
        @Nullable String description,
        @Nullable String language,
        @Nullable Instant published,
        @Nullable Instant updated,
        List<FeedItem.Person> authors,
        List<FeedItem> items,
        Timetable timetable,
        List<String> warnings)
        implements ParseOutcome {

    public ParsedFeed {
        authors = List.copyOf(authors);
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }
}
