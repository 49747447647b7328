package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.FeedItem.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * RSS 0.9x, 1.0 (RDF) and 2.0, with the modules that publishers fill its gaps with: content, Dublin Core, Atom,
 * iTunes. The plain element wins over the module's.
 */
final class RssAdapter {
    private final Links links;
    private final int maxItems;
    private final Warnings warnings;

    RssAdapter(@Nullable String documentUrl, int maxItems, Warnings warnings) {
        this.links = new Links(documentUrl);
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    ParsedFeed adapt(Markup.Element root) {
        Markup.Element channel =
                root.name().equals("channel") ? root : root.first("channel").orElse(root);
        String language = channel.text("language", "dc:language");
        FeedDates dates = new FeedDates(language);
        // RSS 1.0 lays its items beside the channel, RSS 2.0 inside; some publishers close the channel too early.
        List<Markup.Element> items = Stream.concat(
                        channel.elements("item"), channel == root ? Stream.empty() : root.elements("item"))
                .toList();
        if (items.size() > maxItems) {
            warnings.add("Only the first " + maxItems + " of " + items.size() + " items were read.");
        }
        Person editor = author(channel, "managingeditor", "webmaster", "dc:author", "dc:creator", "itunes:author");
        return new ParsedFeed(
                format(root),
                channel.text("title", "dc:title"),
                links.atom(channel, "atom:link", "self"),
                link(channel),
                channel.text("description", "itunes:summary", "dc:description"),
                language,
                dates.parse(channel.text("pubdate"), warnings),
                dates.parse(channel.text("lastbuilddate", "dc:date", "atom:updated"), warnings),
                editor == null ? List.of() : List.of(editor),
                items.stream().limit(maxItems).map(item -> item(item, dates)).toList(),
                Timetable.of(channel),
                warnings.all());
    }

    private FeedItem item(Markup.Element item, FeedDates dates) {
        Instant dublinCore = dates.parse(item.text("dc:date", "dcterms:created"), warnings);
        Instant published = dates.parse(item.text("pubdate", "atom:published"), warnings);
        Instant updated = dates.parse(item.text("atom:updated", "dcterms:modified"), warnings);
        Person author = author(item, "author", "dc:author", "dc:creator", "itunes:author");
        String guid = item.text("guid");
        String link = link(item);
        if (link == null && guid != null && guid.matches("(?i)https?://\\S+")) {
            link = guid;
        }
        return new FeedItem(
                guid,
                link,
                item.text("title", "dc:title", "media:title"),
                item.text("description", "dc:description", "itunes:summary", "media:description", "itunes:subtitle"),
                content(item),
                author == null ? List.of() : List.of(author),
                published != null ? published : dublinCore,
                updated != null ? updated : dublinCore,
                categories(item),
                item.text("dc:language"));
    }

    private static @Nullable String content(Markup.Element item) {
        String encoded = item.text("content:encoded", "xhtml:body", "fullitem");
        return encoded != null
                ? encoded
                : item.first("atom:content").map(AtomAdapter::text).orElse(null);
    }

    /** The last plain link with something in it, as text or as href; else Atom's alternate. */
    private @Nullable String link(Markup.Element parent) {
        String found = null;
        for (Markup.Element link : parent.elements("link").toList()) {
            String text = link.inner(false);
            String href = links.absolute(text.isEmpty() ? link.attribute("href") : text, link);
            found = href != null ? href : found;
        }
        return found != null ? found : links.atom(parent, "atom:link", "alternate");
    }

    private @Nullable Person author(Markup.Element parent, String... names) {
        Person line = Persons.parse(parent.text(names));
        return line != null
                ? line
                : parent.first("atom:author")
                        .map(author -> AtomAdapter.person(author, links))
                        .orElse(null);
    }

    private static List<String> categories(Markup.Element item) {
        Set<String> found = new LinkedHashSet<>();
        Stream.of("category", "dc:subject")
                .flatMap(item::elements)
                .map(category -> category.inner(false))
                .forEach(found::add);
        String keywords = item.text("itunes:keywords");
        if (keywords != null) {
            found.addAll(Arrays.stream(keywords.split(",")).map(String::strip).toList());
        }
        item.elements("atom:category")
                .map(category -> category.attribute("term"))
                .forEach(term -> {
                    if (term != null) {
                        found.add(term);
                    }
                });
        found.remove("");
        return new ArrayList<>(found);
    }

    private static String format(Markup.Element root) {
        if (root.name().startsWith("rdf")) {
            return "rss 1.0";
        }
        String version = root.attribute("version");
        return version == null ? "rss" : "rss " + version;
    }
}
