package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against gofeed's own test data, where it is to be had: what another parser understands, we understand alike. The
 * differences, each with its reason, stand in {@code feed-cases.md} beside this class.
 */
class FeedCasesTest {
    private static final double FLOOR = 0.98;
    /** The fields that issue 4 sets the floor for. */
    private static final Set<String> OF_AN_ITEM =
            Set.of("title", "link", "id", "published", "updated", "author", "author mail", "summary", "content");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FeedParser PARSER = new FeedParser(8 * 1024 * 1024, 2000);

    private final Path cases = Path.of(System.getProperty("tocsin.shared.data", "absent"), "feed-cases", "testdata");
    private final Map<String, Tally> fields = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /** Of the fields that the expected result states, and of those that only we found. */
    private static final class Tally {
        private int stated;
        private int agreed;
        private int oursAlone;
    }

    @BeforeEach
    void needsTheCases() {
        assumeTrue(Files.isDirectory(cases), () -> "skipped: no feed cases at " + cases);
    }

    @Test
    void everyFeedIsParsed() throws IOException {
        List<Path> refused = new ArrayList<>();
        int all = 0;
        for (Path document : documents("")) {
            all++;
            if (PARSER.parse(Files.readAllBytes(document), null, null) instanceof ParseOutcome.NotAFeed not) {
                refused.add(document);
                System.out.println(cases.relativize(document) + ": " + not.reason());
            }
        }
        System.out.printf("Feed cases: %d of %d documents are read as a feed%n", all - refused.size(), all);
        // An empty document, a <note> and half a JSON, which the other parser's own tests expect to be refused.
        assertThat(refused)
                .extracting(document -> String.valueOf(document.getFileName()))
                .containsExactlyInAnyOrder("invalid.json", "empty_feed.xml", "unknown_feed.xml");
    }

    @Test
    void fieldsAgreeWithTheOtherParser() throws IOException {
        for (Path document : documents("translator")) {
            JsonNode expected = expected(document);
            ParsedFeed feed = feed(document);
            compareFeed(document, expected, feed);
            compareItems(document, expected.path("items"), feed, this::compareNormalised);
        }
        for (Path document : documents("parser")) {
            if (document.toString().contains("universal") || document.toString().contains("invalid")) {
                continue; // have no expected result
            }
            JsonNode expected = expected(document);
            ParsedFeed feed = feed(document);
            compare(document, "feed title", expected.path("title"), feed.title());
            boolean atom = document.toString().contains("/atom/");
            compareItems(
                    document,
                    expected.path(atom ? "entries" : "items"),
                    feed,
                    atom ? this::compareAtom : this::compareRss);
        }
        report();
    }

    private interface ItemComparison {
        void compare(Path document, JsonNode expected, FeedItem item);
    }

    private void compareFeed(Path document, JsonNode expected, ParsedFeed feed) {
        compare(document, "feed title", expected.path("title"), feed.title());
        compare(document, "feed link", expected.path("link"), feed.siteUrl());
        compare(document, "feed self", expected.path("feedLink"), feed.feedUrl());
        compare(document, "feed description", expected.path("description"), feed.description());
        compare(document, "feed language", expected.path("language"), feed.language());
        compare(document, "feed updated", expected.path("updatedParsed"), feed.updated());
        compareAuthor(document, "feed author", expected.path("authors").path(0), feed.authors());
    }

    private void compareNormalised(Path document, JsonNode expected, FeedItem item) {
        compare(document, "id", expected.path("guid"), item.id());
        compare(document, "link", expected.path("link"), item.link());
        compare(document, "title", expected.path("title"), item.title());
        compare(document, "summary", expected.path("description"), item.summary());
        compare(document, "content", expected.path("content"), item.contentHtml());
        compare(document, "published", expected.path("publishedParsed"), item.published());
        compare(document, "updated", expected.path("updatedParsed"), item.updated());
        compareAuthor(document, "author", expected.path("authors").path(0), item.authors());
    }

    private void compareAtom(Path document, JsonNode expected, FeedItem item) {
        compare(document, "id", expected.path("id"), item.id());
        compare(document, "title", expected.path("title"), item.title());
        compare(document, "summary", expected.path("summary"), item.summary());
        compare(document, "content", expected.path("content").path("value"), item.contentHtml());
        compare(document, "updated", expected.path("updatedParsed"), item.updated());
        if (expected.has("publishedParsed")) {
            compare(document, "published", expected.path("publishedParsed"), item.published());
        }
        compareAuthor(document, "author", expected.path("authors").path(0), item.authors());
    }

    private void compareRss(Path document, JsonNode expected, FeedItem item) {
        boolean json = document.toString().endsWith(".json");
        compare(
                document,
                "id",
                json ? expected.path("id") : expected.path("guid").path("value"),
                item.id());
        compare(document, "link", json ? expected.path("url") : expected.path("link"), item.link());
        compare(document, "title", expected.path("title"), item.title());
        compare(document, "summary", expected.path(json ? "summary" : "description"), item.summary());
        compare(document, "content", expected.path(json ? "content_html" : "content"), item.contentHtml());
        compare(document, "published", expected.path(json ? "date_published" : "pubDateParsed"), item.published());
    }

    private void compareAuthor(Path document, String field, JsonNode expected, List<FeedItem.Person> found) {
        FeedItem.Person first = found.isEmpty() ? new FeedItem.Person(null, null, null) : found.get(0);
        compare(document, field, expected.path("name"), first.name());
        compare(document, field + " mail", expected.path("email"), first.email());
    }

    private void compareItems(Path document, JsonNode expected, ParsedFeed feed, ItemComparison comparison) {
        compare(
                document,
                "items",
                String.valueOf(expected.size()),
                String.valueOf(feed.items().size()));
        Iterator<FeedItem> found = feed.items().iterator();
        for (JsonNode item : expected) {
            if (found.hasNext()) {
                comparison.compare(document, item, found.next());
            }
        }
    }

    private void compare(Path document, String field, JsonNode expected, @Nullable Instant found) {
        compare(
                document,
                field,
                expected.isMissingNode() || expected.isNull()
                        ? null
                        : OffsetDateTime.parse(expected.asText()).toInstant().toString(),
                found == null ? null : found.toString());
    }

    private void compare(Path document, String field, JsonNode expected, @Nullable String found) {
        compare(
                document,
                field,
                expected.isMissingNode() || expected.asText().isBlank() ? null : expected.asText(),
                found);
    }

    private void compare(Path document, String field, @Nullable String expected, @Nullable String found) {
        if (expected == null && found == null) {
            return; // both silent: no evidence of agreement
        }
        Tally tally = fields.computeIfAbsent(field, name -> new Tally());
        if (expected == null) {
            tally.oursAlone++;
        } else {
            tally.stated++;
        }
        if (Objects.equals(normalised(expected), normalised(found))) {
            tally.agreed++;
        } else {
            differences.add(
                    cases.relativize(document) + " " + field + ": theirs <" + expected + "> ours <" + found + ">");
        }
    }

    private static @Nullable String normalised(@Nullable String text) {
        return text == null ? null : text.strip().replaceAll("\\s+", " ");
    }

    private void report() {
        fields.forEach((field, tally) -> System.out.printf(
                "  %-18s %4d of %4d agree; ours alone %d%n", field, tally.agreed, tally.stated, tally.oursAlone));
        Tally items = total(OF_AN_ITEM);
        Tally all = total(fields.keySet());
        System.out.printf(
                "Feed cases: %d of %d stated fields of items agree, %d of %d of all; %d that only we found%n",
                items.agreed, items.stated, all.agreed, all.stated, all.oursAlone);
        differences.forEach(System.out::println);
        assertThat((double) items.agreed / items.stated).isGreaterThanOrEqualTo(FLOOR);
        assertThat((double) all.agreed / all.stated).isGreaterThanOrEqualTo(FLOOR);
    }

    private Tally total(Set<String> names) {
        Tally total = new Tally();
        for (String name : names) {
            Tally tally = fields.getOrDefault(name, new Tally());
            total.stated += tally.stated;
            total.agreed += tally.agreed;
            total.oursAlone += tally.oursAlone;
        }
        return total;
    }

    private ParsedFeed feed(Path document) throws IOException {
        ParseOutcome outcome = PARSER.parse(Files.readAllBytes(document), null, null);
        assertThat(outcome).as(document.toString()).isInstanceOf(ParsedFeed.class);
        return (ParsedFeed) outcome;
    }

    private static JsonNode expected(Path document) throws IOException {
        String name = String.valueOf(document.getFileName());
        String base = name.substring(0, name.lastIndexOf('.'));
        Path expected = document.resolveSibling(base + (name.endsWith(".xml") ? ".json" : "_expected.json"));
        return JSON.readTree(Files.readAllBytes(expected));
    }

    private List<Path> documents(String under) throws IOException {
        try (Stream<Path> files = Files.walk(cases.resolve(under))) {
            return files.filter(FeedCasesTest::isDocument).sorted().toList();
        }
    }

    /** In the JSON folders feeds and results are both JSON; elsewhere feeds are XML. */
    private static boolean isDocument(Path file) {
        String path = file.toString();
        return path.endsWith(".xml")
                || (path.contains("/json/") && path.endsWith(".json") && !path.endsWith("_expected.json"));
    }
}
