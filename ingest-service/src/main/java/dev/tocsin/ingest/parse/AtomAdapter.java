package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.date.FeedDates;
import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.markup.Reference;
import dev.tocsin.ingest.parse.FeedItem.Person;
import dev.tocsin.ingest.warning.Warnings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Atom 1.0 (RFC 4287), and 0.3 with its older names for the same things. */
final class AtomAdapter {
    private final Links links;
    private final Warnings warnings;

    AtomAdapter(Links links, Warnings warnings) {
        this.links = links;
        this.warnings = warnings;
    }

    /** @param feed or a single entry, which may be a document of its own (RFC 4287, section 2) */
    ParsedFeed adapt(Markup.Element feed) {
        List<Markup.Element> entries = feed.name().equals("entry")
                ? List.of(feed)
                : feed.elements("entry").toList();
        String language = feed.attribute("xml:lang");
        FeedDates dates = FeedDates.of(
                language,
                Stream.concat(Stream.of(feed), entries.stream().limit(10)).map(element -> element.text("title")));
        return new ParsedFeed(
                "atom " + version(feed),
                text(feed, "title"),
                links.atom(feed, "link", "self"),
                links.atom(feed, "link", "alternate"),
                text(feed, "subtitle", "tagline"),
                language,
                null,
                dates.parse(feed.text("updated", "modified"), warnings),
                authors(feed),
                PublishedSchedule.of(feed, dates, warnings),
                links.hubs(feed),
                items(entries, dates),
                List.of());
    }

    private static String version(Markup.Element feed) {
        String version = feed.attribute("version");
        return version != null ? version : feed.first("tagline").isPresent() ? "0.3" : "1.0";
    }

    private List<FeedItem> items(List<Markup.Element> entries, FeedDates dates) {
        List<FeedItem> items = new ArrayList<>();
        for (Markup.Element entry : entries) {
            warnings.inItem(items.size() + 1);
            items.add(item(entry, dates));
        }
        warnings.inItem(0);
        return items;
    }

    private FeedItem item(Markup.Element entry, FeedDates dates) {
        Instant updated = dates.parse(entry.text("updated", "modified", "dc:date"), warnings);
        Instant published = dates.parse(entry.text("published", "issued", "created"), warnings);
        String id = entry.elements("id")
                .filter(element -> !element.inner(false).isEmpty())
                .map(element -> Reference.resolve(element.base(), element.inner(false)))
                .findFirst()
                .orElse(null);
        String link = links.atom(entry, "link", "alternate");
        return new FeedItem(
                id,
                link != null ? link : place(entry, id),
                text(entry, "title"),
                text(entry, "summary") != null ? text(entry, "summary") : entry.media("media:description"),
                text(entry, "content"),
                authors(entry),
                published != null ? published : updated,
                updated,
                entry.elements("category")
                        .flatMap(category -> Stream.ofNullable(
                                category.attribute("term") != null
                                        ? category.attribute("term")
                                        : category.attribute("label")))
                        .distinct()
                        .toList(),
                entry.attribute("xml:lang"));
    }

    /** An entry without a link is where its content is taken from, or where its id points. */
    private @Nullable String place(Markup.Element entry, @Nullable String id) {
        String source = entry.elements("content")
                .flatMap(content -> Stream.ofNullable(links.absolute(content.attribute("src"), content)))
                .findFirst()
                .orElse(null);
        return source != null ? source : id != null && id.matches("(?i)https?://\\S+") ? id : null;
    }

    private List<Person> authors(Markup.Element parent) {
        return parent.elements("author")
                .map(author -> person(author, links))
                .filter(Objects::nonNull)
                .toList();
    }

    static @Nullable Person person(Markup.Element author, Links links) {
        String name = author.text("name", "atom:name");
        String email = author.text("email", "atom:email");
        String uri = links.absolute(author.text("uri", "url", "homepage", "atom:uri"), author);
        if (name == null && email == null && uri == null) {
            return Persons.parse(author.inner(false));
        }
        return new Person(name, email, uri);
    }

    private static @Nullable String text(Markup.Element parent, String... names) {
        for (String name : names) {
            Optional<String> found = parent.elements(name)
                    .map(AtomAdapter::text)
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return null;
    }

    /** A text construct (RFC 4287, section 3.1, and content, 4.1.3) as HTML or plain text. */
    static String text(Markup.Element element) {
        String type =
                Optional.ofNullable(element.attribute("type")).orElse("text").toLowerCase(Locale.ROOT);
        boolean base64 = "base64".equals(element.attribute("mode"))
                || type.matches("(image|audio|video)/.*|application/octet-stream");
        if (base64) {
            return decoded(element.inner(false));
        }
        boolean xml = type.contains("xhtml") || type.endsWith("+xml") || type.endsWith("/xml");
        Markup.Element meant = withoutWrapper(element);
        return Links.absoluteInside(meant.inner(xml), meant.base());
    }

    /** XHTML stands in a div that is no part of it (RFC 4287, section 3.1.1.3). */
    private static Markup.Element withoutWrapper(Markup.Element element) {
        List<Markup.Element> children = element.elements().toList();
        boolean onlyDiv = children.size() == 1
                && children.get(0).name().matches("(xhtml:)?div")
                && element.inner(false).matches("(?s)<.*>");
        return onlyDiv ? children.get(0) : element;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }
}
