package dev.tocsin.ingest.markup;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** What references between {@code &} and {@code ;} mean: characters by number, HTML's names, a document's own abbreviations. */
final class Entities {
    private static final Pattern ENTITY_DECLARATION = Pattern.compile(
            "<!ENTITY\\s+([\\w.-]{1,64})\\s+(?:\"([^\"%<]{0,1000})\"|'([^'%<]{0,1000})')\\s*>",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_ENTITY_DECLARATION = Pattern.compile("<!ENTITY\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERIC = Pattern.compile("#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern REFERENCE = Pattern.compile("&([^;&\\s]{1,64});");
    private static final int MAX_ENTITIES = 100;
    /** Windows-1252 in place of the C1 controls that {@code &#128;} to {@code &#159;} name but never mean. */
    private static final String C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private final Map<String, String> declared = new HashMap<>();

    /**
     * @param plain how many were understood
     * @param others whether there are some that were left alone
     */
    record Declared(int plain, boolean others) {}

    /**
     * Plain abbreviations are honoured. Entities made of entities, or read from elsewhere, are an attack or of no use
     * to a feed: they are never looked at, and what refers to them stays as it is written.
     */
    Declared declare(String subset) {
        Matcher simple = ENTITY_DECLARATION.matcher(subset);
        int understood = 0;
        while (simple.find() && understood < MAX_ENTITIES) {
            String value = plain(simple.group(2) != null ? simple.group(2) : simple.group(3));
            if (value != null) {
                declared.putIfAbsent(simple.group(1), value);
                understood++;
            }
        }
        long all = ANY_ENTITY_DECLARATION
                .matcher(subset)
                .results()
                .limit(MAX_ENTITIES + 1L)
                .count();
        return new Declared(understood, all > understood);
    }

    /** @return the value of an entity with the characters that it names; null where it is built on other entities */
    private static @Nullable String plain(String value) {
        Matcher references = REFERENCE.matcher(value);
        StringBuilder plain = new StringBuilder();
        while (references.find()) {
            String character = NUMERIC.matcher(references.group(1)).matches() ? numeric(references.group(1)) : null;
            if (character == null) {
                return null;
            }
            references.appendReplacement(plain, Matcher.quoteReplacement(character));
        }
        return references.appendTail(plain).toString();
    }

    /** @return the text that {@code &name;} means; null where it means nothing, so that the ampersand is one */
    @Nullable String value(String name) {
        if (NUMERIC.matcher(name).matches()) {
            return numeric(name);
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
        return html;
    }

    private static String numeric(String name) {
        boolean hex = Character.toLowerCase(name.charAt(1)) == 'x';
        int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        if (code >= 128 && code < 160) {
            return C1.substring(code - 128, code - 127);
        }
        return isLegal(code) ? Character.toString(code) : "";
    }

    /** Whether only HTML gives this name its meaning. */
    boolean isOfHtml(String name) {
        return NAMED.matcher(name).matches() && !declared.containsKey(name);
    }

    /** XML 1.0, section 2.2. */
    static boolean isLegal(int code) {
        return (code >= 0x20 && code <= 0xD7FF)
                || code == '\n'
                || code == '\t'
                || code == '\r'
                || (code >= 0xE000 && code <= 0xFFFD)
                || (code >= 0x10000 && code <= 0x10FFFF);
    }
}
