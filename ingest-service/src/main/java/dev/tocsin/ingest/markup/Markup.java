package dev.tocsin.ingest.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An XML document as a feed reader needs it: canonical prefixes, children in order, text as it was meant. */
public sealed interface Markup {
    /** Elements in one another that are read; a feed needs a dozen. */
    int MAX_DEPTH = 100;

    record Text(String value) implements Markup {}

    /**
     * An element. {@code name} is {@code prefix:local} in lower case with the prefix that feeds usually write for the namespace
     * ({@code content:encoded}, {@code dc:date}), whatever prefix this document chose; the vocabularies of RSS, RDF
     * and Atom have none.
     */
    final class Element implements Markup {
        private final String name;
        private final String writtenName;
        private final Map<String, String> attributes;
        private final @Nullable String base;
        private List<Markup> children = List.of();

        Element(String name, String writtenName, Map<String, String> attributes, @Nullable String base) {
            this.name = name;
            this.writtenName = writtenName;
            this.attributes = attributes;
            this.base = base;
        }

        public String name() {
            return name;
        }

        /** The xml:base that holds here, inherited ones resolved; null where the document has none. */
        public @Nullable String base() {
            return base;
        }

        String writtenName() {
            return writtenName;
        }

        void append(Markup child) {
            if (children.isEmpty()) {
                children = new ArrayList<>(2); // most elements hold one text or nothing
            }
            children.add(child);
        }

        /** In whatever case it is written; null where it says nothing. */
        public @Nullable String attribute(String attribute) {
            String value = attributes.get(attribute);
            if (value == null) {
                for (Map.Entry<String, String> other : attributes.entrySet()) {
                    value = other.getKey().equalsIgnoreCase(attribute) ? other.getValue() : value;
                }
            }
            return value == null || value.isBlank() ? null : value.strip();
        }

        public Stream<Element> elements() {
            return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
        }

        public Stream<Element> elements(String childName) {
            return elements().filter(e -> e.name.equals(childName));
        }

        public Optional<Element> first(String childName) {
            return elements(childName).findFirst();
        }

        /** The text of the first child that is so named and not blank; alternatives in order of preference. */
        public @Nullable String text(String... childNames) {
            for (String childName : childNames) {
                for (Element child : elements(childName).toList()) {
                    String text = child.inner(false);
                    if (!text.isEmpty()) {
                        return text;
                    }
                }
            }
            return null;
        }

        /** As {@link #text}, also inside of media:group and media:content, which Media RSS puts around its elements. */
        public @Nullable String media(String childName) {
            String own = text(childName);
            return own != null
                    ? own
                    : elements()
                            .filter(child -> child.name.equals("media:group") || child.name.equals("media:content"))
                            .flatMap(child -> Stream.ofNullable(child.media(childName)))
                            .findFirst()
                            .orElse(null);
        }

        /** Everything inside, child elements written out; {@code escaped} keeps text as markup (for XHTML and XML). */
        public String inner(boolean escaped) {
            StringBuilder out = new StringBuilder();
            write(children, escaped, out);
            return out.toString().strip();
        }

        private static void write(List<Markup> nodes, boolean escaped, StringBuilder out) {
            for (Markup node : nodes) {
                if (node instanceof Text text) {
                    out.append(escaped ? escape(text.value) : text.value);
                } else if (node instanceof Element element) {
                    out.append('<').append(element.writtenName);
                    element.attributes.forEach((key, value) -> {
                        if (!key.startsWith("xmlns")) {
                            out.append(' ')
                                    .append(key)
                                    .append("=\"")
                                    .append(escape(value).replace("\"", "&quot;"))
                                    .append('"');
                        }
                    });
                    if (element.children.isEmpty() && VOID.contains(element.writtenName.toLowerCase(Locale.ROOT))) {
                        out.append("/>");
                    } else {
                        out.append('>');
                        write(element.children, escaped, out);
                        out.append("</").append(element.writtenName).append('>');
                    }
                }
            }
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        private static final List<String> VOID = List.of("br", "hr", "img", "input", "wbr", "source", "area", "col");
    }
}
