package dev.tocsin.ingest.markup;

import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes publishers' XML into XML in one pass: junk before the feed goes, the document type goes (nothing it points at is
 * ever opened), HTML's entities become characters, a bare {@code &} is escaped, characters that XML forbids are dropped.
 * Lines stay where they were, so that a place in the result is the place in the document.
 */
public final class XmlRepair {
    private static final Pattern BEGINNING = Pattern.compile(
            "<(?:\\?xml\\s|!DOCTYPE\\b|!--|(?:[\\w-]{1,20}:)?(?:rss|rdf|feed|channel)[\\s>])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBSET_END = Pattern.compile("\\]\\s{0,64}>");
    private static final int LONGEST_JUNK = 64 * 1024;
    private static final Set<String> XML_ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");

    private final String in;
    private final int limit;
    private final Warnings warnings;
    private final StringBuilder out;
    private final Entities entities = new Entities();

    private XmlRepair(String in, int limit, Warnings warnings) {
        this.in = in;
        this.limit = limit;
        this.warnings = warnings;
        this.out = new StringBuilder(in.length() + 64);
    }

    /** @param limit characters that the result may have, since declared entities can multiply */
    public static String repair(String document, int limit, Warnings warnings) throws MalformedFeedException {
        return new XmlRepair(document, limit, warnings).repair();
    }

    private String repair() throws MalformedFeedException {
        int i = beginning();
        while (i < in.length()) {
            char c = in.charAt(i);
            if (c == '<' && in.startsWith("<![CDATA[", i)) {
                i = section(i);
            } else if (c == '<' && in.startsWith("<!--", i)) {
                i = dropThrough("-->", i);
            } else if (c == '<' && in.startsWith("<?", i)) {
                // Declarations and instructions: the charset is settled, and a style sheet is not ours to fetch.
                i = dropThrough("?>", i);
            } else if (c == '<' && in.regionMatches(true, i, "<!DOCTYPE", 0, 9)) {
                i = doctype(i);
            } else if (c == '&') {
                i = reference(i);
            } else {
                i = text(i, in.length());
            }
            if (out.length() > limit) {
                throw new MalformedFeedException(
                        "The document's own entities blow it up beyond " + limit + " characters; it was not read.");
            }
        }
        return out.toString();
    }

    /** Servers put their warnings, in HTML, before what they send. */
    private int beginning() throws MalformedFeedException {
        Matcher feed = BEGINNING.matcher(in).region(0, Math.min(in.length(), LONGEST_JUNK));
        int start = feed.find() ? feed.start() : in.indexOf('<');
        if (start < 0) {
            throw new MalformedFeedException("The document is neither XML nor JSON, so it is no feed.");
        }
        String junk = in.substring(0, start);
        if (junk.chars().anyMatch(c -> c > ' ' && c != 0xFEFF)) {
            warnings.add(
                    Code.LEADING_JUNK,
                    "Characters before the first tag of the feed were dropped: " + ParseWarning.quoted(junk));
        }
        keepLines(0, start);
        return start;
    }

    private int section(int from) {
        int end = in.indexOf("]]>", from);
        int stop = end < 0 ? in.length() : end + 3;
        for (int i = from; i < stop; ) {
            char c = in.charAt(i);
            if (c == '<' || c == '&') {
                out.append(c);
                i++;
            } else {
                i = text(i, stop);
            }
        }
        if (end < 0) {
            warn(Code.OPEN_CDATA, "A CDATA section is not closed", from);
            out.append("]]>");
        }
        return stop;
    }

    private int dropThrough(String terminator, int from) {
        int end = in.indexOf(terminator, from);
        int stop = end < 0 ? in.length() : end + terminator.length();
        keepLines(from, stop);
        return stop;
    }

    private int doctype(int from) {
        int close = in.indexOf('>', from);
        if (close < 0) {
            return in.length();
        }
        int bracket = in.indexOf('[', from);
        int end = close;
        if (bracket >= 0 && bracket < close) {
            Matcher subset = SUBSET_END.matcher(in).region(bracket, in.length());
            if (subset.find()) {
                declareEntities(in.substring(bracket + 1, subset.start()), from);
                end = subset.end() - 1;
            }
        }
        keepLines(from, end);
        return end + 1;
    }

    private void declareEntities(String subset, int at) {
        Entities.Declared declared = entities.declare(subset);
        if (declared.plain() > 0) {
            warn(Code.OWN_ENTITIES, "The document declares XML entities of its own, which were written out", at);
        }
        if (declared.others()) {
            warn(
                    Code.UNSAFE_ENTITIES,
                    "The document declares XML entities that contain others or are read from elsewhere, which can "
                            + "exhaust or spy on a reader; they were left alone",
                    at);
        }
    }

    private int reference(int from) {
        int semicolon = from + 1;
        while (semicolon < in.length() && semicolon - from <= 64 && in.charAt(semicolon) != ';') {
            semicolon++;
        }
        boolean closed = semicolon < in.length() && in.charAt(semicolon) == ';';
        String name = closed ? in.substring(from + 1, semicolon) : "";
        if (XML_ENTITIES.contains(name)) {
            out.append(in, from, semicolon + 1);
            return semicolon + 1;
        }
        String value = entities.value(name);
        if (value == null) {
            warn(Code.BARE_AMPERSAND, "A bare & was read as the character it is", from);
            out.append("&amp;");
            return from + 1;
        }
        if (entities.isOfHtml(name)) {
            warn(
                    Code.HTML_ENTITY,
                    "HTML entities, which XML does not know, were read as the characters they mean",
                    from);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.append(c);
            }
        }
        return semicolon + 1;
    }

    /** Copies at least one character, and all up to the next that begins something or may not be. */
    private int text(int from, int stop) {
        int i = from;
        while (i < stop) {
            char c = in.charAt(i);
            if ((c == '<' || c == '&') && i > from) {
                break;
            }
            if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || c >= 0xD800) {
                int code = in.codePointAt(i);
                if (!Entities.isLegal(code)) {
                    out.append(in, from, i);
                    warn(Code.FORBIDDEN_CHARACTERS, "Characters that XML forbids were dropped", i);
                    return i + 1;
                }
                i += Character.charCount(code);
            } else {
                i++;
            }
        }
        out.append(in, from, i);
        return i;
    }

    private void keepLines(int from, int to) {
        for (int i = in.indexOf('\n', from); i >= 0 && i < to; i = in.indexOf('\n', i + 1)) {
            out.append('\n');
        }
    }

    /** Lines are counted only for the first of a kind, else a document of ampersands would be read once for each. */
    private void warn(Code code, String sentence, int at) {
        int line = warnings.has(code)
                ? 0
                : 1 + (int) in.chars().limit(at).filter(c -> c == '\n').count();
        warnings.addAtLine(code, sentence, line);
    }
}
