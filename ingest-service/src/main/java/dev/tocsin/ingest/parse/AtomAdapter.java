package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.FeedItem.Person;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Atom 1.0 (RFC 4287), and 0.3 with its older names for the same things. */
final class AtomAdapter {
    private final Links links;
    private final int maxItems;
    private final Warnings warnings;

    AtomAdapter(@Nullable String documentUrl, int maxItems, Warnings warnings) {
        this.links = new Links(documentUrl);
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    ParsedFeed adapt(Markup.Element feed) {
        String language = feed.attribute("xml:lang");
        FeedDates dates = new FeedDates(language);
        List<Markup.Element> entries = feed.elements("entry").toList();
        if (entries.size() > maxItems) {
            warnings.add("Only the first " + maxItems + " of " + entries.size() + " items were read.");
        }
        String version = feed.attribute("version");
        return new ParsedFeed(
                "atom " + (version == null ? "1.0" : version),
                text(feed, "title"),
                links.atom(feed, "link", "self"),
                links.atom(feed, "link", "alternate"),
                text(feed, "subtitle", "tagline"),
                language,
                null,
                dates.parse(feed.text("updated", "modified"), warnings),
                authors(feed),
                entries.stream()
                        .limit(maxItems)
                        .map(entry -> item(entry, dates))
                        .toList(),
                Timetable.of(feed),
                warnings.all());
    }

    private FeedItem item(Markup.Element entry, FeedDates dates) {
        Instant updated = dates.parse(entry.text("updated", "modified"), warnings);
        Instant published = dates.parse(entry.text("published", "issued", "created"), warnings);
        Optional<Markup.Element> idElement = entry.first("id");
        String id = entry.text("id");
        String absoluteId = id == null || idElement.isEmpty()
                ? id
                : XmlReader.resolve(idElement.get().base(), id);
        String link = links.atom(entry, "link", "alternate");
        if (link == null && absoluteId != null && absoluteId.matches("(?i)https?://\\S+")) {
            link = absoluteId;
        }
        return new FeedItem(
                absoluteId,
                link,
                text(entry, "title"),
                text(entry, "summary"),
                text(entry, "content"),
                authors(entry),
                published != null ? published : updated,
                updated,
                entry.elements("category")
                        .map(category -> category.attribute("term"))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                entry.attribute("xml:lang"));
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
