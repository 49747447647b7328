package dev.tocsin.ingest.parse;

import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to a feed, whatever the dialect and however carelessly written. Reads no file, opens no connection, and holds
 * no more than a small multiple of the document.
 */
public final class FeedParser {
    private static final String FEED_LINKS =
            "link[rel~=(?i)\\balternate\\b][type~=(?i)^application/(rss\\+xml|atom\\+xml|feed\\+json|json)]";

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
        String text = TextDecoder.decode(document, contentType, warnings).strip();
        try {
            if (text.chars().allMatch(c -> c <= ' ' || c == 0xFEFF)) {
                throw new MalformedFeedException("The document is empty.");
            }
            if (text.startsWith("{") || text.startsWith("[")) {
                return new JsonFeedAdapter(maxItems, warnings).adapt(text);
            }
            if (isWebPage(text)) {
                return webPage(text, documentUrl);
            }
            Markup.Element root = XmlReader.read(XmlRepair.repair(text, 2 * maxBytes, warnings), warnings);
            return switch (root.name()) {
                case "rss", "rdf", "rdf:rdf", "channel" -> new RssAdapter(documentUrl, maxItems, warnings).adapt(root);
                case "feed", "atom:feed" -> new AtomAdapter(documentUrl, maxItems, warnings).adapt(root);
                case "html", "xhtml:html" -> webPage(text, documentUrl);
                default ->
                    throw new MalformedFeedException("The document is XML, but <" + shortened(root.name())
                            + "> begins no feed: <rss>, <rdf:RDF> or <feed> would.");
            };
        } catch (MalformedFeedException e) {
            return new ParseOutcome.NotAFeed(e.reason());
        }
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

    private static String shortened(String name) {
        return name.substring(0, Math.min(60, name.length()));
    }
}
