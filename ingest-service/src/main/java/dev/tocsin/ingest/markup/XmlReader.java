package dev.tocsin.ingest.markup;

import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads repaired XML into {@link Markup}: strictly by StAX where it is well-formed, else as {@link TagSoup}. Neither
 * knows a document type, so neither can open a file or expand an entity.
 */
public final class XmlReader {
    private final @Nullable String documentUrl;
    private final int maxItems;
    private final Warnings warnings;

    public XmlReader(@Nullable String documentUrl, int maxItems, Warnings warnings) {
        this.documentUrl = documentUrl;
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    public Markup.Element read(String xml) throws MalformedFeedException {
        Warnings strict = new Warnings();
        MarkupBuilder tree = new MarkupBuilder(documentUrl, maxItems, strict);
        try {
            strictly(xml, tree);
            Markup.Element root = tree.root();
            warnings.addAll(strict);
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            int line = e instanceof XMLStreamException malformed && malformed.getLocation() != null
                    ? malformed.getLocation().getLineNumber()
                    : 0;
            warnings.addAtLine(Code.NOT_WELL_FORMED, "The XML is not well-formed and was read leniently", line);
        }
        MarkupBuilder lenient = new MarkupBuilder(documentUrl, maxItems, warnings);
        TagSoup.read(xml, lenient, warnings);
        return lenient.root();
    }

    private static void strictly(String xml, MarkupBuilder tree) throws XMLStreamException {
        XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT ->
                        tree.open(qualified(reader.getPrefix(), reader.getLocalName()), attributes(reader));
                    case XMLStreamConstants.END_ELEMENT -> tree.close();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        tree.text(reader.getText());
                    default -> {}
                }
            }
        } finally {
            reader.close();
        }
    }

    /** One for each document: the JDK's is not safe to share, and holds on to what it read last. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Prefixes that nobody declared would be errors.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // One text instead of one for each entity: a document of entities would be a million of them.
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static String qualified(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
