package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.charset.TextDecoder;
import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.markup.Namespaces;
import dev.tocsin.ingest.markup.XmlReader;
import dev.tocsin.ingest.markup.XmlRepair;
import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a feed, whatever the dialect and however carelessly written. Reads no file, opens no connection, and holds
 * no more than a small multiple of the document.
 */
public final class FeedParser {
    private static final String FEED_LINKS =
            "link[rel~=(?i)\\balternate\\b][type~=(?i)^application/(rss\\+xml|atom\\+xml|feed\\+json|json)]";

    private static final Set<String> KNOWN_ROOTS = Set.of("rss", "rdf", "feed", "channel", "entry");

    private final int maxBytes;
    private final int maxItems;

    /** @param maxItems later items of a longer feed are left out, with a warning; newest stand first by custom */
    public FeedParser(int maxBytes, int maxItems) {
        this.maxBytes = maxBytes;
        this.maxItems = maxItems;
    }

    /**
     * @param contentType of the HTTP answer, for its charset; null when there was none
     * @param documentUrl where the document came from, for relative links; null when it was handed in
     */
    public ParseOutcome parse(byte[] document, @Nullable String contentType, @Nullable String documentUrl) {
        if (document.length > maxBytes) {
            return new ParseOutcome.NotAFeed("The document is larger than " + maxBytes / (1024 * 1024) + " MB.");
        }
        Warnings warnings = new Warnings();
        String text = TextDecoder.decode(document, contentType, warnings);
        try {
            String beginning = text.substring(0, Math.min(text.length(), 4096))
                    .replace('\uFEFF', ' ')
                    .stripLeading();
            if (text.chars().allMatch(c -> c <= ' ' || c == 0xFEFF)) {
                throw new MalformedFeedException("The document is empty.");
            }
            if (beginning.startsWith("{") || beginning.startsWith("[")) {
                return checked(new JsonFeedAdapter(documentUrl, maxItems, warnings).adapt(text), warnings);
            }
            if (isWebPage(text)) {
                return webPage(text, documentUrl);
            }
            String xml = XmlRepair.repair(text, 2 * maxBytes, warnings);
            return checked(
                    feed(new XmlReader(documentUrl, maxItems, warnings).read(xml), documentUrl, warnings), warnings);
        } catch (MalformedFeedException e) {
            return new ParseOutcome.NotAFeed(e.reason());
        }
    }

    private static ParsedFeed feed(Markup.Element root, @Nullable String documentUrl, Warnings warnings)
            throws MalformedFeedException {
        Markup.Element feed = feedIn(root, 0);
        if (feed == null) {
            throw new MalformedFeedException("The document is XML, but <" + ParseWarning.quoted(root.name())
                    + "> begins no feed: <rss>, <rdf:RDF> or <feed> would.");
        }
        if (feed != root || !KNOWN_ROOTS.contains(Namespaces.local(root.name()))) {
            warnings.add(
                    Code.WRONG_ROOT,
                    "The feed does not begin with <rss>, <rdf:RDF> or <feed> but with <"
                            + ParseWarning.quoted(root.name()) + ">");
        }
        Links links = new Links(documentUrl);
        return isAtom(feed)
                ? new AtomAdapter(links, warnings).adapt(feed)
                : new RssAdapter(links, warnings).adapt(feed);
    }

    /** Some publishers wrap a feed in something of their own, or call it something else. */
    private static Markup.@Nullable Element feedIn(Markup.Element element, int depth) {
        String name = Namespaces.local(element.name());
        boolean hasContent = Stream.of("channel", "item", "entry")
                .anyMatch(child -> element.first(child).isPresent());
        // RDF is more than RSS: without a channel or an item it may speak of something else.
        boolean ofRss =
                Objects.requireNonNullElse(element.attribute("xmlns"), "").matches(".*(?:/rss/|netscape\\.com).*");
        if ((KNOWN_ROOTS.contains(name) && (!name.equals("rdf") || ofRss)) || hasContent) {
            return element;
        }
        return depth == 2
                ? null
                : element.elements()
                        .map(child -> feedIn(child, depth + 1))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** By what is in it rather than by what it calls itself. */
    private static boolean isAtom(Markup.Element feed) {
        String name = Namespaces.local(feed.name());
        boolean rss = feed.first("channel").isPresent() || feed.first("item").isPresent();
        return name.equals("entry")
                || (name.equals("feed") && !rss)
                || (!rss && feed.first("entry").isPresent());
    }

    /** What shows only when all items are seen. */
    private static ParsedFeed checked(ParsedFeed feed, Warnings warnings) {
        ItemChecks.check(feed.items(), warnings);
        return feed.with(warnings.all());
    }

    /** Looks at the first tag only: an HTML page need not be XML at all. */
    private static boolean isWebPage(String text) {
        int i = 0;
        while (i >= 0 && i < text.length()) {
            i = text.indexOf('<', i);
            if (i < 0) {
                return false;
            }
            String tag = text.substring(i, Math.min(text.length(), i + 16)).toLowerCase(Locale.ROOT);
            if (tag.startsWith("<!--")) {
                i = text.indexOf("-->", i);
            } else if (tag.startsWith("<?")) {
                i = text.indexOf("?>", i);
            } else {
                return tag.matches("(?s)<(!doctype\\s+html|html|head|body|title|meta|script)\\b.*");
            }
        }
        return false;
    }

    private static ParseOutcome.NotAFeed webPage(String html, @Nullable String documentUrl) {
        // Feed links stand in the head: the rest of a big page need not be read.
        String head = html.substring(0, Math.min(html.length(), 256 * 1024));
        List<String> feeds = Jsoup.parse(head, documentUrl == null ? "" : documentUrl).select(FEED_LINKS).stream()
                .map(link -> documentUrl == null ? link.attr("href") : link.absUrl("href"))
                .filter(href -> !href.isBlank() && !href.contains("/wp-json/"))
                .distinct()
                .limit(5)
                .toList();
        return new ParseOutcome.NotAFeed(
                feeds.isEmpty()
                        ? "This is a web page, not a feed, and it names no feed of its own."
                        : "This is a web page, not a feed. It names "
                                + (feeds.size() == 1 ? "its feed: " : "these feeds: ") + String.join(", ", feeds));
    }
}
