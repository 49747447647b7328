package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.ParseWarning.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Makes publishers' XML into XML in one pass: junk before the first tag goes, the document type goes (nothing it
 * points at is ever opened), HTML's entities become characters, a bare {@code &} is escaped, characters that XML
 * forbids are dropped.
 */
final class XmlRepair {
    private static final Pattern ENTITY_DECLARATION = Pattern.compile(
            "<!ENTITY\\s+([\\w.-]{1,64})\\s+(?:\"([^\"&%<]{0,1000})\"|'([^'&%<]{0,1000})')\\s*>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_ENTITY_DECLARATION = Pattern.compile("<!ENTITY\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> XML_ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");
    private static final Pattern NUMERIC = Pattern.compile("#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final int MAX_ENTITIES = 100;
    /** Windows-1252 in place of the C1 controls that {@code &#128;} to {@code &#159;} name but never mean. */
    private static final String C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private final String in;
    private final int limit;
    private final Warnings warnings;
    private final StringBuilder out;
    private final Map<String, String> declared = new HashMap<>();

    private XmlRepair(String in, int limit, Warnings warnings) {
        this.in = in;
        this.limit = limit;
        this.warnings = warnings;
        this.out = new StringBuilder(in.length() + 64);
    }

    /** @param limit characters that the result may have, since declared entities can multiply */
    static String repair(String document, int limit, Warnings warnings) throws MalformedFeedException {
        return new XmlRepair(document, limit, warnings).repair();
    }

    private String repair() throws MalformedFeedException {
        int i = in.indexOf('<');
        if (i < 0) {
            throw new MalformedFeedException("The document is neither XML nor JSON, so it is no feed.");
        }
        if (!in.substring(0, i).isBlank()) {
            warnings.add(Code.LEADING_JUNK, "Characters before the first tag were dropped");
        }
        while (i < in.length()) {
            char c = in.charAt(i);
            if (c == '<' && in.startsWith("<![CDATA[", i)) {
                i = copyThrough("]]>", i);
            } else if (c == '<' && in.startsWith("<!--", i)) {
                i = skipThrough("-->", i);
            } else if (c == '<' && in.startsWith("<?", i)) {
                // Declarations and instructions: the charset is settled, and a style sheet is not ours to fetch.
                i = skipThrough("?>", i);
            } else if (c == '<' && in.regionMatches(true, i, "<!DOCTYPE", 0, 9)) {
                i = skipDoctype(i);
            } else if (c == '&') {
                i = reference(i);
            } else {
                i = copyCharacter(i);
            }
            if (out.length() > limit) {
                throw new MalformedFeedException(
                        "The document's own entities blow it up beyond " + limit + " characters; it was not read.");
            }
        }
        return out.toString();
    }

    private int copyThrough(String terminator, int from) {
        int end = in.indexOf(terminator, from);
        int stop = end < 0 ? in.length() : end + terminator.length();
        for (int i = from; i < stop; ) {
            i = copyCharacter(i);
        }
        if (end < 0) {
            warnings.add(Code.OPEN_CDATA, "A CDATA section is not closed");
            out.append(terminator);
        }
        return stop;
    }

    private int skipThrough(String terminator, int from) {
        int end = in.indexOf(terminator, from);
        return end < 0 ? in.length() : end + terminator.length();
    }

    private int skipDoctype(int from) throws MalformedFeedException {
        int bracket = in.indexOf('[', from);
        int close = in.indexOf('>', from);
        if (close < 0) {
            return in.length();
        }
        if (bracket < 0 || bracket > close) {
            return close + 1;
        }
        int end = in.indexOf("]", bracket);
        while (end >= 0
                && !in.substring(end + 1, Math.min(in.length(), end + 64))
                        .stripLeading()
                        .startsWith(">")) {
            end = in.indexOf("]", end + 1);
        }
        if (end < 0) {
            throw new MalformedFeedException("The document type declaration is not closed.");
        }
        declareEntities(in.substring(bracket + 1, end));
        return in.indexOf('>', end) + 1;
    }

    /** Plain abbreviations are honoured; entities made of entities, or read from elsewhere, are an attack or a mistake. */
    private void declareEntities(String subset) throws MalformedFeedException {
        Matcher simple = ENTITY_DECLARATION.matcher(subset);
        int understood = 0;
        while (simple.find() && understood <= MAX_ENTITIES) {
            String value = simple.group(2) != null ? simple.group(2) : simple.group(3);
            declared.putIfAbsent(simple.group(1), value);
            understood++;
        }
        long all = ANY_ENTITY_DECLARATION
                .matcher(subset)
                .results()
                .limit(MAX_ENTITIES + 1L)
                .count();
        if (all != understood) {
            throw new MalformedFeedException(
                    "The document declares XML entities that contain other entities or are "
                            + "read from elsewhere. Feeds need none, and they can exhaust or spy on a reader, so it was not read.");
        }
        if (understood > 0) {
            warnings.add(Code.OWN_ENTITIES, "The document declares XML entities of its own, which were written out");
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
        String value = value(name);
        if (value == null) {
            warnings.add(Code.BARE_AMPERSAND, "A bare & was read as the character it is");
            out.append("&amp;");
            return from + 1;
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

    private @Nullable String value(String name) {
        if (NUMERIC.matcher(name).matches()) {
            boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
            int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            if (code >= 128 && code < 160) {
                return C1.substring(code - 128, code - 127);
            }
            return legal(code) ? Character.toString(code) : "";
        }
        if (!NAMED.matcher(name).matches()) {
            return null;
        }
        String own = declared.get(name);
        if (own != null) {
            return own;
        }
        String html = Parser.unescapeEntities("&" + name + ";", true);
        if (html.length() > 2 || html.startsWith("&")) {
            return null;
        }
        warnings.add(Code.HTML_ENTITY, "HTML entities, which XML does not know, were read as the characters they mean");
        return html;
    }

    private int copyCharacter(int i) {
        int code = in.codePointAt(i);
        if (legal(code)) {
            out.appendCodePoint(code);
        } else {
            warnings.add(Code.FORBIDDEN_CHARACTERS, "Characters that XML forbids were dropped");
        }
        return i + Character.charCount(code);
    }

    private static boolean legal(int code) {
        return code >= 0x20 && code <= 0xD7FF
                || code == '\n'
                || code == '\t'
                || code == '\r'
                || code >= 0xE000 && code <= 0xFFFD
                || code >= 0x10000 && code <= 0x10FFFF;
    }
}
