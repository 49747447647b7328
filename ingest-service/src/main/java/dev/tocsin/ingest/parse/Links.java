package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.markup.Markup;
import dev.tocsin.ingest.markup.Reference;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the links of an element and makes them absolute against xml:base, or else where the document came from. */
record Links(@Nullable String documentUrl) {
    private static final String IANA = "http://www.iana.org/assignments/relation/";
    static final int MAX_HUBS = 10;
    private static final Pattern URL_ATTRIBUTE =
            Pattern.compile("(?i)(\\s(?:href|src|cite|action|longdesc|poster)\\s*=\\s*)(\"[^\"]*\"|'[^']*')");

    @Nullable String absolute(@Nullable String link, Markup.Element where) {
        if (link == null || (link.isBlank() && where.base() == null)) {
            return null;
        }
        String trimmed = link.strip();
        return Reference.isAbsolute(trimmed)
                ? trimmed
                : Reference.resolve(where.base() != null ? where.base() : documentUrl, trimmed);
    }

    /**
     * The first Atom link of this relation, to a web page if there is one; a link without a relation is an alternate
     * (RFC 4287, section 4.2.7.2).
     */
    @Nullable String atom(Markup.Element parent, String name, String relation) {
        List<Markup.Element> candidates = parent.elements(name)
                .filter(link -> isOf(relation, link))
                .sorted(Comparator.comparing(link -> !mayBeWebPage(link)))
                .toList();
        for (Markup.Element link : candidates) {
            String raw = link.attribute("href");
            String href = absolute(raw == null && link.base() != null ? "" : raw, link);
            if (href != null) {
                return href;
            }
        }
        return null;
    }

    private static boolean mayBeWebPage(Markup.Element link) {
        String type = link.attribute("type");
        return type == null || type.toLowerCase(Locale.ROOT).contains("html");
    }

    /** WebSub hubs, whose links RSS borrows from Atom, some without its prefix. */
    List<String> hubs(Markup.Element feed) {
        return Stream.concat(feed.elements("atom:link"), feed.elements("link"))
                .filter(link -> isOf("hub", link))
                .flatMap(link -> Stream.ofNullable(absolute(link.attribute("href"), link)))
                .distinct()
                .limit(MAX_HUBS)
                .toList();
    }

    /** A link without a relation is one to the page that it speaks of. */
    static boolean isAlternate(Markup.Element link) {
        return isOf("alternate", link);
    }

    /** One link may stand in several relations; IANA's may be written as URIs (RFC 4287, section 4.2.7.2). */
    private static boolean isOf(String relation, Markup.Element link) {
        String written = Objects.requireNonNullElse(link.attribute("rel"), "alternate");
        return Arrays.stream(written.toLowerCase(Locale.ROOT).split("\\s+"))
                .anyMatch(one -> one.equals(relation) || one.equals(IANA + relation));
    }

    /** The relative links inside a piece of HTML; only xml:base speaks for them, since HTML has its own rules else. */
    static String absoluteInside(String html, @Nullable String base) {
        if (base == null || html.indexOf('<') < 0) {
            return html;
        }
        return URL_ATTRIBUTE.matcher(html).replaceAll(found -> {
            String quoted = found.group(2);
            String link = quoted.substring(1, quoted.length() - 1);
            String resolved = Reference.isAbsolute(link) ? link : Reference.resolve(base, link.strip());
            return Matcher.quoteReplacement(found.group(1) + quoted.charAt(0) + resolved + quoted.charAt(0));
        });
    }
}
