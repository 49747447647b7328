package dev.tocsin.ingest.parse;

import java.io.StringReader;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads repaired XML into {@link Markup}: strictly by StAX where it is well-formed, else leniently by jsoup. Neither
 * knows a document type, so neither can open a file or expand an entity. Namespaces are resolved here, because
 * publishers forget to declare them.
 */
final class XmlReader {
    static final int MAX_DEPTH = 64;

    private static final XMLInputFactory STAX = XMLInputFactory.newDefaultFactory();

    static {
        STAX.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        STAX.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        STAX.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    }

    private XmlReader() {}

    static Markup.Element read(String xml, Warnings warnings) throws MalformedFeedException {
        try {
            return strictly(xml);
        } catch (XMLStreamException | RuntimeException e) {
            int line = e instanceof XMLStreamException malformed && malformed.getLocation() != null
                    ? malformed.getLocation().getLineNumber()
                    : 0;
            warnings.add("The XML is not well-formed" + (line > 0 ? " (near line " + line + ")" : "")
                    + " and was read leniently.");
            return leniently(xml);
        }
    }

    private static Markup.Element strictly(String xml) throws XMLStreamException, MalformedFeedException {
        XMLStreamReader reader = STAX.createXMLStreamReader(new StringReader(xml));
        TreeBuilder tree = new TreeBuilder();
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        Map<String, String> attributes = new LinkedHashMap<>();
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            attributes.put(
                                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                                    reader.getAttributeValue(i));
                        }
                        tree.open(qualified(reader.getPrefix(), reader.getLocalName()), attributes);
                    }
                    case XMLStreamConstants.END_ELEMENT -> tree.close();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        tree.text(reader.getText());
                    default -> {}
                }
            }
        } finally {
            reader.close();
        }
        return tree.root();
    }

    private static Markup.Element leniently(String xml) throws MalformedFeedException {
        Document document = Parser.xmlParser().setMaxDepth(MAX_DEPTH * 2).parseInput(xml, "");
        TreeBuilder tree = new TreeBuilder();
        MalformedFeedException[] failure = new MalformedFeedException[1];
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (failure[0] != null) {
                    return;
                }
                try {
                    if (node instanceof CDataNode cdata) {
                        tree.text(cdata.text());
                    } else if (node instanceof TextNode text) {
                        tree.text(text.getWholeText());
                    } else if (node instanceof org.jsoup.nodes.Element element && element != document) {
                        Map<String, String> attributes = new LinkedHashMap<>();
                        for (Attribute attribute : element.attributes()) {
                            attributes.put(attribute.getKey(), attribute.getValue());
                        }
                        tree.open(element.tagName(), attributes);
                    }
                } catch (MalformedFeedException e) {
                    failure[0] = e;
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (failure[0] == null && node instanceof org.jsoup.nodes.Element && node != document) {
                    tree.close();
                }
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return tree.root();
    }

    private static String qualified(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    /** Puts elements into one another, each under its canonical name and with the xml:base that holds for it. */
    private static final class TreeBuilder {
        private static final Map<String, String> PREFIXES = Map.ofEntries(
                Map.entry("http://purl.org/rss/1.0/modules/content/", "content"),
                Map.entry("http://purl.org/rss/1.0/modules/syndication/", "sy"),
                Map.entry("http://purl.org/dc/elements/1.1/", "dc"),
                Map.entry("http://purl.org/dc/elements/1.0/", "dc"),
                Map.entry("http://purl.org/dc/terms/", "dcterms"),
                Map.entry("http://search.yahoo.com/mrss/", "media"),
                Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
                Map.entry("http://www.w3.org/1999/xhtml", "xhtml"));
        private static final String ATOM = "http://www.w3.org/2005/atom";
        private static final String ATOM_03 = "http://purl.org/atom/ns#";

        private final Deque<Open> open = new ArrayDeque<>();
        private Markup.@Nullable Element root;

        private record Open(Markup.Element element, Map<String, String> namespaces) {}

        void open(String writtenName, Map<String, String> attributes) throws MalformedFeedException {
            if (open.size() >= MAX_DEPTH) {
                throw new MalformedFeedException(
                        "The document is nested deeper than " + MAX_DEPTH + " elements; it was not read.");
            }
            Open parent = open.peek();
            Map<String, String> namespaces = namespaces(parent, attributes);
            @Nullable String base = parent == null ? null : parent.element.base();
            String declaredBase = attributes.get("xml:base");
            if (declaredBase != null) {
                base = resolve(base, declaredBase);
            }
            Markup.Element element =
                    new Markup.Element(canonical(writtenName, namespaces), writtenName, attributes, base);
            if (parent != null) {
                parent.element.append(element);
            } else if (root == null) {
                root = element;
            }
            open.push(new Open(element, namespaces));
        }

        void close() {
            open.pop();
        }

        void text(String value) {
            Open parent = open.peek();
            if (parent != null) {
                parent.element.append(new Markup.Text(value));
            }
        }

        Markup.Element root() throws MalformedFeedException {
            if (root == null) {
                throw new MalformedFeedException("The document has no element in it, so it is no feed.");
            }
            return root;
        }

        private static Map<String, String> namespaces(@Nullable Open parent, Map<String, String> attributes) {
            Map<String, String> inherited = parent == null ? Map.of() : parent.namespaces;
            if (attributes.keySet().stream().noneMatch(name -> name.startsWith("xmlns"))) {
                return inherited;
            }
            Map<String, String> own = new LinkedHashMap<>(inherited);
            attributes.forEach((name, value) -> {
                if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                    // 64 levels of a few names each, not of a million.
                    if (own.size() < 100) {
                        own.put(
                                name.equals("xmlns") ? "" : name.substring(6),
                                value.strip().toLowerCase(Locale.ROOT));
                    }
                }
            });
            return own;
        }

        private String canonical(String writtenName, Map<String, String> namespaces) {
            int colon = writtenName.indexOf(':');
            String prefix = colon < 0 ? "" : writtenName.substring(0, colon);
            String lowered = writtenName.toLowerCase(Locale.ROOT);
            String local = lowered.substring(colon + 1);
            String namespace = namespaces.get(prefix);
            if (namespace == null) {
                return lowered;
            }
            String known = PREFIXES.get(namespace);
            if (known != null) {
                return known + ":" + local;
            }
            boolean atom = namespace.equals(ATOM) || namespace.equals(ATOM_03);
            if (atom
                    && root != null
                    && !root.name().equals("feed")
                    && !root.name().equals("entry")) {
                return "atom:" + local;
            }
            boolean feedVocabulary = atom
                    || namespace.contains("/rss")
                    || namespace.contains("/rdf")
                    || namespace.contains("22-rdf-syntax-ns")
                    || namespace.contains("netscape.com")
                    || namespace.contains("userland.com")
                    || prefix.isEmpty();
            return feedVocabulary ? local : lowered;
        }
    }

    /** As RFC 3986, section 5, but whatever cannot be resolved stays as it is. */
    static String resolve(@Nullable String base, String reference) {
        if (base == null) {
            return reference;
        }
        if (reference.isEmpty()) {
            return base;
        }
        try {
            return URI.create(base).resolve(reference).toString();
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }
}
