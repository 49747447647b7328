package dev.tocsin.ingest.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * The text that a reader would read. Paragraphs are separated by a blank line, a heading begins with {@code "## "}, a
 * list item with {@code "- "}; white space is normalised and characters that show nothing are dropped. All others stay
 * exactly as they are, since evidence is quoted from this text.
 */
public final class CleanText {
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][a-zA-Z0-9:-]*+(?:\\s[^<>]*+)?>");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#\\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,10}\\d{0,2});");
    private static final Pattern ESCAPED_MARKUP =
            Pattern.compile("(?i)&lt;/?(?:p|div|br|a|h[1-6]|ul|ol|li|img|span|strong|em|b|i)\\b[^<>]*?&gt;");
    /** Format characters, bidi controls, soft hyphens, tags and byte order marks; joiners are kept, scripts need them. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB\\uFFFE\\uFFFF"
                    + "\\x{E0000}-\\x{E007F}]|[\\p{Cntrl}&&[^\\n]]|\\p{Cs}");

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029\\u000B\\u000C]");
    private static final Pattern BLANKS = Pattern.compile("[\\h\\u3000]+");

    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "template",
            "nav",
            "noscript",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "button",
            "select",
            "textarea",
            "input",
            "head",
            "audio",
            "video",
            "canvas");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "table",
            "figure",
            "figcaption",
            "hr",
            "address",
            "details",
            "summary",
            "caption",
            "body");

    private CleanText() {}

    /** @param markup HTML, or plain text that may have been escaped once too often; whichever it is, is recognised */
    public static String from(String markup) {
        if (!looksLikeHtml(markup)) {
            return fromPlain(markup);
        }
        // Some publishers escape their HTML twice: what shows tags to a reader was meant as tags.
        boolean twice = !hasTag(markup) && ESCAPED_MARKUP.matcher(markup).find();
        return fromHtml(twice ? Parser.unescapeEntities(markup, false) : markup);
    }

    public static String fromHtml(String html) {
        Writer writer = new Writer();
        NodeTraversor.traverse(writer, Jsoup.parse(html).body());
        return tidy(writer.out.toString());
    }

    /** Keeps lines and paragraphs as they stand. */
    public static String fromPlain(String text) {
        return tidy(LINE_END.matcher(text).replaceAll("\n"));
    }

    /** A title or name: all on one line, without markup. */
    public static String line(String markup) {
        return from(markup)
                .replaceFirst("^(?:## |- )", "")
                .replaceAll("\\n+(?:## |- )?", " ")
                .strip();
    }

    /** To a length, no character cut in two. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length)
                .strip();
    }

    private static boolean looksLikeHtml(String text) {
        return hasTag(text) || ENTITY.matcher(text).find();
    }

    /** A comment is looked for by hand: a pattern would look for its end anew from each of a million beginnings. */
    private static boolean hasTag(String text) {
        int comment = text.indexOf("<!--");
        return comment >= 0 && text.indexOf("-->", comment + 4) >= 0
                || text.indexOf('<') >= 0 && TAG.matcher(text).find();
    }

    private static String tidy(String text) {
        String visible = INVISIBLE.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        StringBuilder out = new StringBuilder(visible.length());
        int newlines = 0;
        for (String line : visible.split("\n", -1)) {
            String stripped = BLANKS.matcher(line).replaceAll(" ").strip();
            if (stripped.isEmpty()) {
                newlines = 2;
                continue;
            }
            if (!out.isEmpty()) {
                out.append("\n".repeat(Math.max(1, newlines)));
            }
            out.append(stripped);
            newlines = 1;
        }
        return out.toString();
    }

    /** Walks a page and writes its text; what is nested, hidden or not text is passed over. */
    private static final class Writer implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private int hidden;
        private int preformatted;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                if (hidden > 0 || isHidden(element)) {
                    hidden++;
                    return;
                }
                String tag = element.normalName();
                if (tag.matches("h[1-6]")) {
                    out.append("\n\n## ");
                } else if (tag.equals("li")) {
                    out.append(out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? "- " : "\n- ");
                } else if (tag.equals("br") || tag.equals("tr")) {
                    out.append('\n');
                } else if (BLOCKS.contains(tag) && !opensListItem()) {
                    out.append("\n\n");
                }
                preformatted += tag.equals("pre") ? 1 : 0;
            } else if (node instanceof TextNode text && hidden == 0) {
                out.append(
                        preformatted > 0
                                ? text.getWholeText()
                                : text.getWholeText().replaceAll("\\s+", " "));
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            if (hidden > 0) {
                hidden--;
                return;
            }
            String tag = element.normalName();
            preformatted -= tag.equals("pre") ? 1 : 0;
            if (tag.matches("h[1-6]") || BLOCKS.contains(tag) && !tag.equals("hr")) {
                out.append(insideListItem(element) ? "\n" : "\n\n");
            } else if (tag.equals("td") || tag.equals("th")) {
                out.append(' ');
            }
        }

        /** A paragraph that opens a list item stays on the item's line. */
        private boolean opensListItem() {
            int end = out.length();
            while (end > 0 && out.charAt(end - 1) == ' ') {
                end--;
            }
            return end > 0
                    && (out.charAt(end - 1) == '-' && (end == 1 || out.charAt(end - 2) == '\n')
                            || end > 1
                                    && out.substring(end - 2, end).equals("##")
                                    && (end == 2 || out.charAt(end - 3) == '\n'));
        }

        private static boolean insideListItem(Element element) {
            Element parent = element.parent();
            return parent != null && parent.normalName().equals("li");
        }

        private static boolean isHidden(Element element) {
            return DROPPED.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || element.attr("aria-hidden").equalsIgnoreCase("true")
                    || element.attr("style").matches("(?is).*(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden).*");
        }
    }
}
