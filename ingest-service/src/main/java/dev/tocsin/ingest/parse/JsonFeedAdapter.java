package dev.tocsin.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.ingest.parse.FeedItem.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Feed 1.0 and 1.1 (jsonfeed.org). */
final class JsonFeedAdapter {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(XmlReader.MAX_DEPTH)
                    .build())
            .build());

    private final int maxItems;
    private final Warnings warnings;

    JsonFeedAdapter(int maxItems, Warnings warnings) {
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    ParsedFeed adapt(String document) throws MalformedFeedException {
        JsonNode feed;
        try {
            feed = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new MalformedFeedException("The document looks like JSON but is not: "
                    + e.getOriginalMessage().replaceAll("\\s+", " ") + ".");
        }
        if (!feed.path("items").isArray() || text(feed, "version") == null) {
            throw new MalformedFeedException(
                    "The document is JSON but no JSON Feed: it has no \"version\" or no \"items\".");
        }
        String language = text(feed, "language");
        FeedDates dates = new FeedDates(language);
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode item : feed.path("items")) {
            if (items.size() == maxItems) {
                warnings.add("Only the first " + maxItems + " of "
                        + feed.path("items").size() + " items were read.");
                break;
            }
            items.add(item(item, dates));
        }
        String version = Objects.requireNonNull(text(feed, "version"));
        return new ParsedFeed(
                "json " + version.substring(version.lastIndexOf('/') + 1),
                text(feed, "title"),
                text(feed, "feed_url"),
                text(feed, "home_page_url"),
                text(feed, "description"),
                language,
                newest(items.stream().map(FeedItem::published)),
                // The format has no date of its own: the newest item's is the feed's.
                newest(items.stream().map(FeedItem::updated)),
                persons(feed),
                items,
                Timetable.NONE,
                warnings.all());
    }

    private FeedItem item(JsonNode item, FeedDates dates) {
        String url = text(item, "url");
        String html = text(item, "content_html");
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : item.path("tags")) {
            tags.add(tag.asText());
        }
        return new FeedItem(
                text(item, "id"),
                url != null ? url : text(item, "external_url"),
                text(item, "title"),
                text(item, "summary"),
                html != null ? html : text(item, "content_text"),
                persons(item),
                dates.parse(text(item, "date_published"), warnings),
                dates.parse(text(item, "date_modified"), warnings),
                tags,
                text(item, "language"));
    }

    /** Version 1.1 has a list, 1.0 one author. */
    private static List<Person> persons(JsonNode parent) {
        List<Person> found = new ArrayList<>();
        List<JsonNode> nodes = new ArrayList<>();
        parent.path("authors").forEach(nodes::add);
        if (nodes.isEmpty()) {
            nodes.add(parent.path("author"));
        }
        for (JsonNode node : nodes) {
            String name = text(node, "name");
            String url = text(node, "url");
            if (name != null || url != null) {
                found.add(new Person(name, null, url));
            }
        }
        return found;
    }

    private static @Nullable Instant newest(Stream<@Nullable Instant> dates) {
        return dates.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    private static @Nullable String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? value.asText().strip()
                : null;
    }
}
