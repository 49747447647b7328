package dev.tocsin.ingest.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a page gives as its feeds: those that its head declares ({@code link rel=alternate} of a feed's
 * type), and those of its plain links that look like one.
 *
 * @see <a href="https://blog.whatwg.org/feed-autodiscovery">Feed autodiscovery</a>
 */
final class PageLinks {
    /** Enough for any page's head, and for the footer where feeds are linked of most. */
    private static final int READ_BYTES = 2 * 1024 * 1024;

    private static final Set<String> TYPES =
            Set.of("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json");

    /** What content management offers to programs, and is no feed whatever its type says. */
    private static final Pattern NOT_NEWS = Pattern.compile("(?i)/wp-json/|oembed");

    private static final Pattern COMMENTS = Pattern.compile("(?i)comments?\\b|评论|評論");
    private static final Pattern LOOKS_LIKE_A_FEED =
            Pattern.compile("(?i)(?:[/.?=_-](?:rss|atom|feeds?)(?:20)?(?:[/.?&_-].*)?|\\.(?:rss|rdf|atom))$");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]{1,40})");

    private PageLinks() {}

    /** @return declared ones before others, comments last; absolute http(s) addresses, each once */
    static List<String> of(byte[] page, @Nullable String contentType, String pageUrl) {
        Document document = parse(page, contentType, pageUrl);
        List<Link> links = new ArrayList<>();
        document.select("link[rel][href]").stream()
                .filter(PageLinks::isDeclared)
                .forEach(link -> links.add(Link.of(link, link.attr("title"))));
        document.select("a[href]").stream()
                .filter(link -> LOOKS_LIKE_A_FEED.matcher(link.absUrl("href")).find())
                .forEach(link -> links.add(Link.of(link, link.text())));
        return links.stream()
                .filter(link -> link.url.startsWith("http")
                        && !NOT_NEWS.matcher(link.url).find())
                .sorted(Comparator.comparing(Link::comments)) // a stable sort
                .map(Link::url)
                .collect(LinkedHashSet<String>::new, Set::add, Set::addAll)
                .stream()
                .toList();
    }

    private record Link(String url, boolean comments) {
        static Link of(Element element, String label) {
            String url = element.absUrl("href").split("#", 2)[0];
            return new Link(
                    url,
                    Stream.of(url, label)
                            .anyMatch(text -> COMMENTS.matcher(text).find()));
        }
    }

    private static boolean isDeclared(Element link) {
        String type =
                link.attr("type").toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return TYPES.contains(type)
                && Arrays.asList(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"))
                        .contains("alternate");
    }

    private static Document parse(byte[] page, @Nullable String contentType, String pageUrl) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType);
        String said = charset.find() && isKnown(charset.group(1)) ? charset.group(1) : null;
        try {
            return Jsoup.parse(new ByteArrayInputStream(page, 0, Math.min(page.length, READ_BYTES)), said, pageUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no I/O in it
        }
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
