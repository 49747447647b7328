package dev.tocsin.ingest.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.ingest.date.FeedDates;
import dev.tocsin.ingest.markup.Reference;
import dev.tocsin.ingest.parse.FeedItem.Person;
import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Feed 1.0 and 1.1.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
final class JsonFeedAdapter {
    private final @Nullable String documentUrl;
    private final int maxItems;
    private final Warnings warnings;

    JsonFeedAdapter(@Nullable String documentUrl, int maxItems, Warnings warnings) {
        this.documentUrl = documentUrl;
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    ParsedFeed adapt(String document) throws MalformedFeedException {
        JsonFeedReader.Read read = JsonFeedReader.read(document, maxItems, warnings);
        JsonNode feed = read.feed();
        String language = text(feed, "language");
        FeedDates dates = FeedDates.of(
                language,
                Stream.concat(Stream.of(feed), read.items().stream().limit(10)).map(node -> text(node, "title")));
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode item : read.items()) {
            warnings.inItem(items.size() + 1);
            items.add(item(item, dates));
        }
        warnings.inItem(0);
        return new ParsedFeed(
                format(feed),
                text(feed, "title"),
                url(feed, "feed_url"),
                url(feed, "home_page_url"),
                text(feed, "description"),
                language,
                newest(items.stream().map(FeedItem::published)),
                // The format has no date of its own: the newest item's is the feed's.
                newest(items.stream().map(FeedItem::updated)),
                persons(feed),
                PublishedSchedule.NONE, // the format has none
                hubs(feed),
                items,
                List.of());
    }

    private String format(JsonNode feed) {
        String version = text(feed, "version");
        if (version == null) {
            warnings.add(Code.MISSING_VERSION, "The JSON does not say that it is a JSON Feed, but has items as one");
            return "json";
        }
        return "json " + version.substring(version.lastIndexOf('/') + 1);
    }

    private FeedItem item(JsonNode item, FeedDates dates) {
        String url = url(item, "url");
        String html = text(item, "content_html");
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : item.path("tags")) {
            if (!tag.asText().isBlank()) {
                tags.add(tag.asText().strip());
            }
        }
        return new FeedItem(
                text(item, "id"),
                url != null ? url : url(item, "external_url"),
                text(item, "title"),
                text(item, "summary"),
                html != null ? html : text(item, "content_text"),
                persons(item),
                dates.parse(text(item, "date_published"), warnings),
                dates.parse(text(item, "date_modified"), warnings),
                tags,
                text(item, "language"));
    }

    /** The format also names rssCloud hubs, which speak another protocol. */
    private List<String> hubs(JsonNode feed) {
        List<String> hubs = new ArrayList<>();
        for (JsonNode hub : feed.path("hubs")) {
            String url = url(hub, "url");
            if (url != null && !"rsscloud".equalsIgnoreCase(text(hub, "type")) && hubs.size() < Links.MAX_HUBS) {
                hubs.add(url);
            }
        }
        return hubs;
    }

    /** Version 1.1 has a list, 1.0 one author; some write the name alone. */
    private List<Person> persons(JsonNode parent) {
        List<Person> found = new ArrayList<>();
        List<JsonNode> nodes = new ArrayList<>();
        parent.path("authors").forEach(nodes::add);
        if (nodes.isEmpty()) {
            nodes.add(parent.path("author"));
        }
        for (JsonNode node : nodes) {
            String name =
                    node.isTextual() && !node.asText().isBlank() ? node.asText().strip() : text(node, "name");
            String url = url(node, "url");
            if (name != null || url != null) {
                found.add(new Person(name, null, url));
            }
        }
        return found;
    }

    private static @Nullable Instant newest(Stream<@Nullable Instant> dates) {
        return dates.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    private @Nullable String url(JsonNode parent, String field) {
        String url = text(parent, field);
        return url == null ? null : Reference.resolve(documentUrl, url);
    }

    private static @Nullable String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isTextual() && !value.asText().isBlank() ? value.asText().strip() : null;
    }
}
