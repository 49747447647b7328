package dev.tocsin.local.demo;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The web pages that the items of our own two feeds link to, made from the content they carry. */
final class ArticlePages {
    private ArticlePages() {}

    static Map<URI, String> of(String feed) throws IOException {
        Element root = parse(feed).getDocumentElement();
        boolean atom = root.getTagName().equals("feed");
        String language = atom ? root.getAttribute("xml:lang") : text(root, "language");
        Map<URI, String> pages = new LinkedHashMap<>();
        NodeList items = root.getElementsByTagName(atom ? "entry" : "item");
        for (int i = 0; i < items.getLength(); i++) {
            Element item = (Element) items.item(i);
            String link = atom
                    ? ((Element) item.getElementsByTagName("link").item(0)).getAttribute("href")
                    : text(item, "link");
            pages.put(
                    URI.create(link),
                    page(language, text(item, "title"), text(item, atom ? "content" : "content:encoded")));
        }
        return pages;
    }

    private static String page(String language, String title, String content) {
        return """
                <!doctype html>
                <html lang="%1$s">
                <head><meta charset="utf-8"><title>%2$s</title>
                <style>body{max-width:42rem;margin:3rem auto;padding:0 1rem;font:1.1rem/1.6 serif}</style></head>
                <body><article><h1>%2$s</h1>
                %3$s
                </article></body></html>
                """.formatted(language, title.replace("&", "&amp;").replace("<", "&lt;"), content);
    }

    private static Document parse(String feed) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(feed)));
        } catch (SAXException | ParserConfigurationException broken) {
            throw new IOException("A demo feed is not well-formed", broken);
        }
    }

    private static String text(Element parent, String tag) {
        return parent.getElementsByTagName(tag).item(0).getTextContent().strip();
    }
}
