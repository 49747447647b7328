package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.date.FeedDates;
import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.parse.FeedItem.Person;
import dev.tocsin.ingest.warning.Warnings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * RSS 0.9x, 1.0 (RDF) and 2.0, with the modules that publishers fill its gaps with: content, Dublin Core, Atom, media,
 * iTunes. The plain element wins over the module's.
 */
final class RssAdapter {
    private final Links links;
    private final Warnings warnings;

    RssAdapter(Links links, Warnings warnings) {
        this.links = links;
        this.warnings = warnings;
    }

    ParsedFeed adapt(Markup.Element root) {
        Markup.Element channel =
                root.name().equals("channel") ? root : root.first("channel").orElse(root);
        // RSS 1.0 lays its items beside the channel, RSS 2.0 inside; some publishers close the channel too early.
        List<Markup.Element> items = Stream.concat(itemsIn(channel), channel == root ? Stream.empty() : itemsIn(root))
                .toList();
        String language = first(
                channel.text("language", "dc:language"), channel.attribute("xml:lang"), root.attribute("xml:lang"));
        FeedDates dates = FeedDates.of(
                language,
                Stream.concat(Stream.of(channel), items.stream().limit(10)).map(element -> element.text("title")));
        return new ParsedFeed(
                format(root),
                channel.text("title", "dc:title", "atom:title", "itunes:title"),
                links.atom(channel, "atom:link", "self"),
                link(channel),
                channel.text("description", "atom:subtitle", "itunes:summary", "dc:description"),
                language,
                dates.parse(channel.text("pubdate"), warnings),
                dates.parse(channel.text("lastbuilddate", "dc:date", "atom:updated"), warnings),
                authors(channel, "managingeditor", "webmaster", "dc:author", "dc:creator", "itunes:author"),
                PublishedSchedule.of(channel, dates, warnings),
                links.hubs(channel),
                items(items, dates),
                List.of());
    }

    /** Some mean an item and write Atom's word for it. */
    private static Stream<Markup.Element> itemsIn(Markup.Element parent) {
        return parent.elements()
                .filter(child -> child.name().equals("item") || child.name().equals("entry"));
    }

    private List<FeedItem> items(List<Markup.Element> elements, FeedDates dates) {
        List<FeedItem> items = new ArrayList<>();
        for (Markup.Element element : elements) {
            warnings.inItem(items.size() + 1);
            items.add(item(element, dates));
        }
        warnings.inItem(0);
        return items;
    }

    private FeedItem item(Markup.Element item, FeedDates dates) {
        Instant dublinCore =
                dates.parse(item.text("dc:date", "dcterms:issued", "dcterms:created", "dcterms:available"), warnings);
        Instant published = dates.parse(item.text("pubdate", "atom:published", "published", "date"), warnings);
        Instant updated = dates.parse(item.text("atom:updated", "dcterms:modified", "updated", "modified"), warnings);
        return new FeedItem(
                first(item.text("guid", "atom:id"), item.attribute("rdf:about"), item.text("dc:identifier", "id")),
                first(link(item), permalink(item)),
                first(item.text("title", "dc:title", "atom:title", "itunes:title"), item.media("media:title")),
                first(
                        item.text("description", "dc:description", "atom:summary", "summary", "itunes:summary"),
                        item.media("media:description"),
                        item.text("itunes:subtitle")),
                content(item),
                authors(item, "author", "dc:author", "dc:creator", "itunes:author"),
                published != null ? published : dublinCore,
                updated != null ? updated : dublinCore,
                categories(item),
                first(item.text("dc:language"), item.attribute("xml:lang")));
    }

    /** A guid is the address of its item, unless it says that it is not (RSS 2.0, guid), and looks like one. */
    private static @Nullable String permalink(Markup.Element item) {
        return item.elements("guid")
                .filter(guid -> !"false".equalsIgnoreCase(guid.attribute("isPermaLink")))
                .map(guid -> guid.inner(false))
                .filter(RssAdapter::isWeb)
                .findFirst()
                .orElse(null);
    }

    private static boolean isWeb(String text) {
        return text.matches("(?i)https?://\\S+");
    }

    private static @Nullable String content(Markup.Element item) {
        String encoded = item.text("content:encoded", "xhtml:body", "fullitem");
        return encoded != null
                ? encoded
                : item.first("atom:content")
                        .or(() -> item.first("content"))
                        .map(AtomAdapter::text)
                        .orElse(null);
    }

    /** The last plain link to a page with something in it, as text or as href; else Atom's alternate. */
    private @Nullable String link(Markup.Element parent) {
        String found = null;
        for (Markup.Element link :
                parent.elements("link").filter(Links::isAlternate).toList()) {
            String text = link.inner(false);
            String href = links.absolute(text.isEmpty() ? link.attribute("href") : text, link);
            found = href != null ? href : found;
        }
        return found != null ? found : links.atom(parent, "atom:link", "alternate");
    }

    /** All of the first of these names that says anything; else Atom's. */
    private List<Person> authors(Markup.Element parent, String... names) {
        for (String name : names) {
            List<Person> found = parent.elements(name)
                    .map(author -> author.elements().findAny().isPresent()
                            ? AtomAdapter.person(author, links)
                            : Persons.parse(author.inner(false)))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return parent.elements("atom:author")
                .map(author -> AtomAdapter.person(author, links))
                .filter(Objects::nonNull)
                .toList();
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
                .flatMap(category -> Stream.ofNullable(category.attribute("term")))
                .forEach(found::add);
        found.remove("");
        return List.copyOf(found);
    }

    private static String format(Markup.Element root) {
        if (root.name().startsWith("rdf")) {
            return "rss 1.0";
        }
        String version = root.attribute("version");
        return version == null ? "rss" : "rss " + version;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        return Arrays.stream(candidates).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
