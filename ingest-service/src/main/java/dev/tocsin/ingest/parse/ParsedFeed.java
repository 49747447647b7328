package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.warning.ParseWarning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed document, understood.
 *
 * @param format such as {@code rss 2.0}, {@code atom 1.0}, {@code json 1.1}
 * @param feedUrl where the feed says that it lives itself
 * @param siteUrl the page that the feed belongs to
 * @param schedule what the feed says of when to look at it
 * @param hubs WebSub hubs that announce the feed, under {@code feedUrl}, in the order of the document
 * @param warnings what was repaired or not understood
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
        PublishedSchedule schedule,
        List<String> hubs,
        List<FeedItem> items,
        List<ParseWarning> warnings)
        implements ParseOutcome {

    public ParsedFeed {
        authors = List.copyOf(authors);
        hubs = List.copyOf(hubs);
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    ParsedFeed with(List<ParseWarning> others) {
        return new ParsedFeed(
                format,
                title,
                feedUrl,
                siteUrl,
                description,
                language,
                published,
                updated,
                authors,
                schedule,
                hubs,
                items,
                others);
    }
}
