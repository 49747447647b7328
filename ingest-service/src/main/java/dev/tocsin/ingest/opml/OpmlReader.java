package dev.tocsin.ingest.opml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads OPML as it is written rather than as it is specified: attributes in any case, {@code url} for {@code xmlUrl},
 * bare ampersands in addresses, a wrong charset in its declaration. Folders are opened and forgotten, for feeds have no
 * folders here. Knows no document type, so it can neither open a file nor expand an entity.
 *
 * @see <a href="http://opml.org/spec2.opml">OPML 2.0</a>
 */
public final class OpmlReader {
    /** People sort feeds into folders, and folders into folders; not twenty times. */
    static final int MAX_DEPTH = 20;

    private static final Pattern BARE_AMPERSAND =
            Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)");
    private static final Pattern FORBIDDEN_CHARACTERS =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

    private final int maxOutlines;

    /** @param maxOutlines of one document, folders counted; a longer one is refused whole, so that nobody misses its end */
    public OpmlReader(int maxOutlines) {
        this.maxOutlines = maxOutlines;
    }

    public OpmlOutcome read(byte[] document) {
        String text = OpmlText.decode(document);
        if (text == null) {
            return new OpmlOutcome.Unreadable(
                    "The document is not written in the charset that it says. Save it as UTF-8.");
        }
        if (text.isBlank()) {
            return new OpmlOutcome.Unreadable("The document is empty. Send OPML: <opml><body><outline xmlUrl=\"…\"/>…");
        }
        String xml = BARE_AMPERSAND.matcher(text).replaceAll("&amp;");
        try {
            return new Walk().through(FORBIDDEN_CHARACTERS.matcher(xml).replaceAll(""));
        } catch (TooMuch e) {
            return new OpmlOutcome.Unreadable(String.valueOf(e.getMessage()));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            return new OpmlOutcome.Unreadable("The document is not well-formed XML"
                    + (line > 0 ? " (line " + line + ")" : "") + ". Export it again, or mend it there.");
        }
    }

    /** Ends the reading; never leaves the class. */
    private static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1;

        TooMuch(String reason) {
            super(reason, null, false, false);
        }
    }

    /** From the first tag to the last, once. */
    private final class Walk {
        private final Deque<Open> open = new ArrayDeque<>();
        private final List<Outline> feeds = new ArrayList<>();
        private boolean begun;
        private int outlines;
        private int depth;

        /** An outline whose end has not come. */
        private static final class Open {
            private final Outline outline;
            private boolean folder;

            private Open(Outline outline) {
                this.outline = outline;
            }
        }

        OpmlOutcome through(String xml) throws XMLStreamException, TooMuch {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml.strip()));
            try {
                while (reader.hasNext()) {
                    switch (reader.next()) {
                        case XMLStreamConstants.DTD ->
                            throw new TooMuch("OPML needs no document type: take <!DOCTYPE …> out and send it again.");
                        case XMLStreamConstants.START_ELEMENT -> begin(reader);
                        case XMLStreamConstants.END_ELEMENT -> end(reader);
                        default -> {}
                    }
                }
            } finally {
                reader.close();
            }
            return new OpmlOutcome.Listed(feeds);
        }

        private void begin(XMLStreamReader reader) throws TooMuch {
            String name = reader.getLocalName().toLowerCase(Locale.ROOT);
            if (!begun && !name.equals("opml")) {
                throw new TooMuch("This is no OPML: it begins with <" + name.substring(0, Math.min(40, name.length()))
                        + ">, not with <opml>. A feed is followed by POST /v1/feeds.");
            }
            begun = true;
            depth++;
            if (depth > MAX_DEPTH) {
                throw new TooMuch(
                        "Outlines are nested deeper than " + MAX_DEPTH + " levels. Take them out of their folders.");
            }
            if (name.equals("outline")) {
                outlines++;
                if (outlines > maxOutlines) {
                    throw new TooMuch("There are more than " + maxOutlines
                            + " outlines in the document. Split it, and send one part after the other.");
                }
                Open folder = open.peek();
                if (folder != null) {
                    folder.folder = true;
                }
                open.push(new Open(outline(attributes(reader))));
            }
        }

        private void end(XMLStreamReader reader) {
            depth--;
            if (reader.getLocalName().equalsIgnoreCase("outline")) {
                Open closed = open.pop();
                // A folder that is a feed as well is both; one that is neither is nothing to tell of.
                if (closed.outline.feedUrl() != null || !closed.folder) {
                    feeds.add(closed.outline);
                }
            }
        }

        private Outline outline(Map<String, String> attributes) {
            String type = attributes.getOrDefault("type", "").toLowerCase(Locale.ROOT);
            // The url of a link is a page, that of an include another list.
            boolean otherUrl = type.equals("link") || type.equals("include");
            return new Outline(
                    outlines,
                    first(attributes, "text", "title"),
                    otherUrl ? first(attributes, "xmlUrl") : first(attributes, "xmlUrl", "url"),
                    first(attributes, "htmlUrl"));
        }
    }

    private static @Nullable String first(Map<String, String> attributes, String... names) {
        for (String name : names) {
            String value = attributes.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** One for each document: the JDK's is not safe to share. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Prefixes that nobody declared would be errors.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }
}
