package dev.tocsin.ingest.opml;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes OPML 2.0 piece by piece, so that a list of any length is sent without being held.
 *
 * @see <a href="http://opml.org/spec2.opml">OPML 2.0</a>
 */
public final class OpmlWriter {
    private OpmlWriter() {}

    /** @param created written as RFC 822 has it, as the specification demands */
    public static String head(String title, Instant created) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head><title>" + escaped(title)
                + "</title><dateCreated>"
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(created.atOffset(ZoneOffset.UTC))
                + "</dateCreated></head>\n<body>\n";
    }

    /** The specification demands a {@code text}: a feed without a title is called by its address. */
    public static String outline(@Nullable String title, String feedUrl, @Nullable String siteUrl) {
        String site = siteUrl == null ? "" : " htmlUrl=\"" + escaped(siteUrl) + "\"";
        String text = title == null ? feedUrl : title;
        return "<outline type=\"rss\" text=\"" + escaped(text) + "\" xmlUrl=\"" + escaped(feedUrl) + "\"" + site
                + "/>\n";
    }

    public static String foot() {
        return "</body>\n</opml>\n";
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> {
                    if (isLegal(c)) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    /** XML 1.0, section 2.2. */
    private static boolean isLegal(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
