package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.content.Retelling;
import java.util.List;

/** The Atom Syndication Format (RFC 4287). All text is of type "text": nothing in it is markup. */
final class AtomWriter implements FeedWriter {
    @Override
    public String begin(Feed feed) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""
                + feed.language().wireName() + "\">\n"
                + element("id", FeedEntry.urn(feed.id()))
                + element("title", feed.title())
                + element("updated", feed.updatedAt().toString())
                + "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + escaped(feed.link()) + "\"/>\n"
                + "<author><name>Tocsin</name></author>\n<generator>Tocsin</generator>\n";
    }

    @Override
    public String entry(FeedEntry entry) {
        Retelling told = entry.told();
        StringBuilder xml = new StringBuilder("<entry>\n")
                .append(element("id", entry.urn()))
                .append(element("title", told.heading()))
                .append(element("published", entry.raisedAt().toString()))
                .append(element("updated", entry.updatedAt().toString()));
        String relation = "alternate";
        for (Retelling.Source source : told.sources()) {
            if (source.url() != null) {
                xml.append("<link rel=\"" + relation + "\" title=\"" + escaped(source.name()) + "\" href=\""
                        + escaped(source.url()) + "\"/>\n");
                relation = "related";
            }
        }
        xml.append(category("category", entry.alert().category().wireName(), told.category()))
                .append(category("status", entry.alert().status().wireName(), told.status()))
                .append(category("state", entry.alert().state().wireName(), told.state()));
        entry.alert().jurisdictions().forEach(code -> xml.append(category("jurisdiction", code, code)));
        return xml.append(element("summary", summary(told)))
                .append(element("content", told.text()))
                .append("</entry>\n")
                .toString();
    }

    /** What has become of it, or what it is known by. */
    private static String summary(Retelling told) {
        List<String> most = told.sentences().isEmpty() ? List.of(told.quote()) : told.sentences();
        return String.join(" ", most);
    }

    private static String category(String scheme, String term, String label) {
        return "<category scheme=\"urn:tocsin:" + scheme + "\" term=\"" + escaped(term) + "\" label=\"" + escaped(label)
                + "\"/>\n";
    }

    @Override
    public String separator() {
        return "";
    }

    @Override
    public String end() {
        return "</feed>\n";
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">\n";
    }

    /** Without the characters that XML 1.0 (section 2.2) has no way to write. */
    static String escaped(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&#39;");
                default -> {
                    if (isCharacter(c)) {
                        xml.appendCodePoint(c);
                    }
                }
            }
        });
        return xml.toString();
    }

    private static boolean isCharacter(int c) {
        return c == '\n'
                || c == '\t'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
