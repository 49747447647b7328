package dev.tocsin.ingest.markup;

import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what should be XML and is not, in one pass: tags that are not closed or cross each other, attributes without
 * quotes, a {@code <} that begins nothing. Knows so much of feeds that an item begins beside the last one, and a date
 * is no part of a title, even if nobody closed them. Expects {@link XmlRepair}'s output: no document type, no
 * comments, and of references only XML's own five.
 */
final class TagSoup {
    private static final Set<String> ITEMS = Set.of("item", "entry");
    /** Elements of a feed that hold text, whatever else is found in them. */
    private static final Set<String> TEXTS = Set.of(
            "title",
            "link",
            "guid",
            "id",
            "pubdate",
            "description",
            "category",
            "comments",
            "language",
            "copyright",
            "lastbuilddate",
            "managingeditor",
            "webmaster",
            "generator",
            "ttl",
            "updated",
            "published",
            "modified",
            "issued",
            "created",
            "dc:date",
            "dc:creator",
            "dc:subject",
            "dc:title",
            "dc:language",
            "content:encoded");
    /** Elements that end an open one of those, since they stand beside it. */
    private static final Set<String> BESIDE = Set.of("author", "summary", "content", "enclosure", "source", "channel");

    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "wbr", "area", "col", "meta");

    private final String in;
    private final MarkupBuilder tree;
    private int at;

    private TagSoup(String in, MarkupBuilder tree) {
        this.in = in;
        this.tree = tree;
    }

    static void read(String xml, MarkupBuilder tree, Warnings warnings) {
        new TagSoup(xml, tree).read();
        if (!tree.isComplete()) {
            warnings.add(Code.TRUNCATED, "The document ends before its last element does");
        }
    }

    private void read() {
        while (at < in.length()) {
            int tag = in.indexOf('<', at);
            int end = tag < 0 ? in.length() : tag;
            tree.text(unescaped(in.substring(at, end)));
            at = end;
            if (tag < 0) {
                return;
            }
            if (in.startsWith("<![CDATA[", at)) {
                section();
            } else if (in.startsWith("</", at) && beginsName(at + 2)) {
                endTag();
            } else if (beginsName(at + 1)) {
                startTag();
            } else {
                tree.text("<");
                at++;
            }
        }
    }

    private void section() {
        int end = in.indexOf("]]>", at);
        tree.text(in.substring(at + "<![CDATA[".length(), end < 0 ? in.length() : end));
        at = end < 0 ? in.length() : end + 3;
    }

    private void endTag() {
        at += 2;
        String name = name();
        skipTo('>');
        tree.closeThrough(element -> element.writtenName().equalsIgnoreCase(name));
    }

    private void startTag() {
        at++;
        String name = name();
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean empty = attributes(attributes);
        closeWhatCannotHold(name.toLowerCase(Locale.ROOT));
        tree.open(name, attributes);
        if (empty || VOID.contains(name.toLowerCase(Locale.ROOT))) {
            tree.close();
        }
    }

    private void closeWhatCannotHold(String name) {
        if (ITEMS.contains(name)) {
            tree.closeThrough(open -> ITEMS.contains(open.name()));
        }
        if (ITEMS.contains(name) || TEXTS.contains(name) || BESIDE.contains(name)) {
            tree.closeThrough(open -> TEXTS.contains(open.name()));
        }
    }

    /** @return whether the tag closes itself */
    private boolean attributes(Map<String, String> into) {
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == '>') {
                at++;
                return in.charAt(at - 2) == '/';
            }
            if (c == '<') {
                return false; // the tag was never closed; the next one begins
            }
            if (!beginsName(at)) {
                at++;
                continue;
            }
            String name = name();
            skipBlanks();
            String value = "";
            if (at < in.length() && in.charAt(at) == '=') {
                at++;
                skipBlanks();
                value = value();
            }
            into.putIfAbsent(name, unescaped(value));
        }
        return false;
    }

    private String value() {
        char quote = at < in.length() ? in.charAt(at) : ' ';
        if (quote == '"' || quote == '\'') {
            int end = at + 1;
            while (end < in.length() && in.charAt(end) != quote && in.charAt(end) != '<') {
                end++;
            }
            if (end < in.length() && in.charAt(end) == quote) {
                String value = in.substring(at + 1, end);
                at = end + 1;
                return value;
            }
            at++; // never closed: what follows is read as if it had no quotes
        }
        int start = at;
        while (at < in.length() && " \t\r\n<>".indexOf(in.charAt(at)) < 0) {
            at++;
        }
        return in.substring(start, at);
    }

    private String name() {
        int start = at;
        while (at < in.length() && (Character.isLetterOrDigit(in.charAt(at)) || "_:.-".indexOf(in.charAt(at)) >= 0)) {
            at++;
        }
        return in.substring(start, at);
    }

    private boolean beginsName(int i) {
        return i < in.length() && (Character.isLetter(in.charAt(i)) || in.charAt(i) == '_' || in.charAt(i) == ':');
    }

    private void skipBlanks() {
        while (at < in.length() && Character.isWhitespace(in.charAt(at))) {
            at++;
        }
    }

    private void skipTo(char end) {
        while (at < in.length() && in.charAt(at) != end && in.charAt(at) != '<') {
            at++;
        }
        at += at < in.length() && in.charAt(at) == end ? 1 : 0;
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : text.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&");
    }
}
