package dev.tocsin.ingest.parse;

import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Items per CPU-second on one thread, from bytes to FeedItems, of feeds as news sites send them: 50 items of some 3 kB.
 * Beside each stands what the JDK's StAX reaches that only walks over the same characters (for JSON, over the RSS of the
 * same items). Ends with an error where a dialect is slower than {@link #BOUND}. Run by {@code ingest-service/benchmark}.
 */
public final class ParseBenchmark {
    /** Items per core and second, by issue 4. */
    private static final int BOUND = 2_000;

    private static final int ITEMS = 50;
    private static final int WARM_UP = 400;
    private static final FeedParser PARSER = new FeedParser(8 * 1024 * 1024, 2000);
    private static final String SENTENCE =
            "The province's regulator told miners &amp; hosts to shut down by June 20, an official said on Friday. ";
    private static final String CHINESE = "四川省发展改革委要求加密货币挖矿项目在六月二十日前全部关停，并上报清理情况。";

    private ParseBenchmark() {}

    /** @param args how many times each feed is read and measured; 1,000 by default */
    public static void main(String[] args) {
        int rounds = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
        String rss = rss(SENTENCE);
        boolean slow = false;
        System.out.printf("%-24s %8s %12s %14s %8s%n", "feed", "kB", "items/CPU-s", "StAX items/s", "ratio");
        for (Map.Entry<String, byte[]> feed : feeds(rss).entrySet()) {
            String walked = feed.getKey().startsWith("JSON") || feed.getKey().startsWith("broken")
                    ? rss
                    : new String(feed.getValue(), charset(feed.getKey())).replaceFirst("^<\\?xml[^>]*>", "");
            for (int i = 0; i < WARM_UP; i++) {
                parse(feed.getValue());
                walk(walked);
            }
            double parsing = 0;
            double walking = 0;
            // By turns, so that what else runs on the machine burdens both.
            for (int round = 0; round < rounds; round += 50) {
                parsing += cost(50, () -> parse(feed.getValue()));
                walking += cost(50, () -> walk(walked));
            }
            double items = (double) ITEMS * rounds;
            slow |= items / parsing < BOUND;
            System.out.printf(
                    "%-24s %8d %12.0f %14.0f %8.2f%n",
                    feed.getKey(), feed.getValue().length / 1024, items / parsing, items / walking, walking / parsing);
        }
        if (slow) {
            System.err.println("Below " + BOUND + " items per core and second.");
            System.exit(1);
        }
    }

    private static Charset charset(String feed) {
        return feed.contains("GB18030") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
    }

    private static Map<String, byte[]> feeds(String rss) {
        Map<String, byte[]> feeds = new LinkedHashMap<>();
        feeds.put("RSS 2.0", bytes(rss));
        feeds.put("RSS 2.0 Chinese", bytes(rss(CHINESE)));
        feeds.put(
                "RSS 2.0 GB18030",
                ("<?xml version='1.0' encoding='gb2312'?>" + rss(CHINESE)).getBytes(Charset.forName("GB18030")));
        feeds.put("Atom 1.0", bytes(atom()));
        feeds.put("JSON Feed 1.1", bytes(json()));
        feeds.put("broken RSS", bytes(rss.replace("</item>", "").replace("&amp;", "&")));
        return feeds;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String rss(String sentence) {
        StringBuilder xml = new StringBuilder(
                "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
                        + " xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Outlet</title><link>https://a.example/</link>");
        for (int i = 0; i < ITEMS; i++) {
            xml.append("<item><title>")
                    .append(sentence)
                    .append("</title><link>https://a.example/")
                    .append(i)
                    .append("</link><guid isPermaLink='false'>https://a.example/?p=")
                    .append(i)
                    .append("</guid><pubDate>Fri, 25 Jun 2021 08:00:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator>")
                    .append("<category>Mining</category><description>")
                    .append(sentence.repeat(3))
                    .append("</description><content:encoded><![CDATA[")
                    .append(("<p>" + sentence.repeat(3) + "</p>").repeat(8))
                    .append("]]></content:encoded></item>");
        }
        return xml.append("</channel></rss>").toString();
    }

    private static String atom() {
        StringBuilder xml = new StringBuilder(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>Outlet</title><updated>2021-06-25T08:00:00Z</updated>");
        for (int i = 0; i < ITEMS; i++) {
            xml.append("<entry><id>tag:a.example,2021:")
                    .append(i)
                    .append("</id><title type='html'>")
                    .append(SENTENCE)
                    .append("</title><link href='https://a.example/")
                    .append(i)
                    .append("'/><updated>2021-06-25T08:00:00Z</updated><author><name>Ann Lee</name></author>")
                    .append("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>")
                    .append(("<p>" + SENTENCE.repeat(3) + "</p>").repeat(8))
                    .append("</div></content></entry>");
        }
        return xml.append("</feed>").toString();
    }

    private static String json() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add("{\"id\":\"" + i + "\",\"url\":\"https://a.example/" + i + "\",\"title\":\"" + SENTENCE
                    + "\",\"date_published\":\"2021-06-25T08:00:00Z\",\"content_html\":\""
                    + ("<p>" + SENTENCE.repeat(3) + "</p>").repeat(8) + "\"}");
        }
        return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Outlet\",\"items\":["
                + String.join(",", items) + "]}";
    }

    private static void parse(byte[] document) {
        if (!(PARSER.parse(document, null, "https://a.example/feed") instanceof ParsedFeed feed)
                || feed.items().size() != ITEMS) {
            throw new AssertionError("not what was written");
        }
    }

    private static void walk(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        int length = 0;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                reader.next();
                length += reader.hasText() ? reader.getText().length() : 0;
            }
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
        if (length == 0) {
            throw new AssertionError("nothing was walked over");
        }
    }

    /** @return CPU-seconds of this thread */
    private static double cost(int times, Runnable work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
}
