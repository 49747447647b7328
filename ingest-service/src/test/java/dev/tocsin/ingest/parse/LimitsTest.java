package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.ingest.warning.ParseWarning;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No document makes the parser read files, open connections, recurse or grow without bound. */
@Timeout(60)
class LimitsTest {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final FeedParser PARSER = new FeedParser(MAX_BYTES, 2000);

    @Test
    void billionLaughsAreNeverExpanded() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE rss [<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            xml.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        xml.append("]><rss><channel><title>&lol9;</title></channel></rss>");

        ParsedFeed feed = feed(parse(xml.toString()));

        assertThat(feed.title()).isEqualTo("&lol9;");
        assertThat(feed.warnings()).extracting(ParseWarning::code).contains("unsafe-entities");
    }

    @Test
    void quadraticBlowUpIsCutAtTheLimit() {
        String xml = "<!DOCTYPE rss [<!ENTITY a \"" + "x".repeat(1000) + "\">]><rss><channel><title>"
                + "&a;".repeat(1_000_000) + "</title></channel></rss>";

        assertThat(reason(parse(xml))).contains("blow it up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\">]><rss><channel><title>&x;</title></channel></rss>",
                "<!DOCTYPE rss [<!ENTITY %% p SYSTEM \"%s\"> %%p;]><rss><channel><title>t</title></channel></rss>",
                "<!DOCTYPE rss SYSTEM \"%s\"><rss><channel><title>&x;</title></channel></rss>",
                "<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><title><xi:include href=\"%s\" parse=\"text\"/></title></channel></rss>"
            })
    void documentCannotReadFiles(String template, @TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "TOP SECRET");

        ParseOutcome outcome = parse(String.format(template, secret.toUri()));

        assertThat(outcome.toString()).doesNotContain("TOP SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a x='1'><!",
                "<![CDATA[",
                "&",
                "<a b=\"",
                "<a ",
                "]]>",
                "<!DOCTYPE x [",
                "<!--",
                "\u0000"
            })
    void endlessRepetitionEndsSoon(String piece) {
        String body = "<rss><channel>" + piece.repeat(MAX_BYTES / 2 / piece.length());

        assertThat(time(() -> parse(body))).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void deepNestingIsPassedOver() {
        String deep = "<rss>" + "<a>".repeat(200_000) + "</a>".repeat(200_000) + "</rss>";

        assertThat(feed(parse(deep)).warnings()).extracting(ParseWarning::code).containsExactly("too-deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss SYSTEM \"%s\"><rss><channel><title>t</title></channel></rss>",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\">]><rss><channel><title>&x;</title></channel></rss>",
                "<!DOCTYPE rss [<!ENTITY %% p SYSTEM \"%s\"> %%p;]><rss><channel><title>t</title></channel></rss>",
                "<?xml-stylesheet href=\"%s\"?><rss><channel><title>t</title></channel></rss>",
                "<rss xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='%s'/>",
                "<rss xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='%s'/><title>t</rss>",
                "{\"version\":\"%s\",\"items\":[],\"next_url\":\"%1$s\",\"feed_url\":\"%1$s\"}"
            })
    void documentCannotOpenConnections(String template) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            parse(String.format(
                    template, "http://127.0.0.1:" + server.getAddress().getPort() + "/x.dtd"));
        } finally {
            server.stop(0);
        }

        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<item/>", "<item></item>", "<item><title>t</title>", "<entry/>"})
    void millionItemsAreCountedAndNotKept(String item) {
        int count = MAX_BYTES / 2 / item.length();

        ParsedFeed feed = feed(parse("<rss><channel>" + item.repeat(count) + "</channel></rss>"));

        assertThat(feed.items()).hasSize(2000);
        assertThat(feed.warnings())
                .extracting(ParseWarning::message)
                .contains("Only the first 2000 of " + count + " items were read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "{\"id\":1,\"x\":[[],{}]},", "7,"})
    void millionJsonItemsAreCountedAndNotKept(String item) {
        int count = MAX_BYTES / 2 / item.length();

        ParsedFeed feed = feed(parse("{\"version\":\"1\",\"items\":[" + item.repeat(count) + "{}]}"));

        assertThat(feed.items()).hasSizeBetween(1, 2000);
    }

    @Test
    void elementsWithoutEndAreNotKept() {
        ParsedFeed feed = feed(parse("<rss><channel><title>T</title>" + "<a/>".repeat(1_500_000) + "</channel></rss>"));

        assertThat(feed.title()).isEqualTo("T");
        assertThat(feed.warnings()).extracting(ParseWarning::code).containsExactly("too-large");
    }

    @Test
    void deepNestingInsideAnItemCostsNothingElse() {
        String deep = "<div>".repeat(100_000) + "x" + "</div>".repeat(100_000);

        ParsedFeed feed = feed(parse("<rss><channel><item><description>" + deep
                + "</description><title>one</title></item><item><title>two</title></item></channel></rss>"));

        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", ""})
    void giantAttributeIsAnAttribute(String quote) {
        String giant = "x".repeat(MAX_BYTES / 2);

        assertThat(feed(parse("<rss><channel a=" + quote + giant + quote + "><title>T</title></channel></rss>"))
                        .title())
                .isEqualTo("T");
    }

    @Test
    void manyAttributesAreNoTrouble() {
        StringBuilder xml = new StringBuilder("<rss><channel");
        for (int i = 0; i < 200_000; i++) {
            xml.append(" xmlns:a").append(i).append("='u").append(i).append('\'');
        }

        assertThat(feed(parse(xml + "><title>T</title></channel></rss>")).title())
                .isEqualTo("T");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":\"1\",\"items\":[{\"tags\":%s}]}",
                "{\"version\":\"1\",\"items\":%s}",
                "{\"version\":\"1\",\"unknown\":%s,\"items\":[]}",
                "%s"
            })
    void deepJsonIsRefusedOrPassedOver(String template) {
        String deep = "[".repeat(500_000) + "]".repeat(500_000);

        assertThat(parse(template.replace("%s", deep))).isNotNull();
    }

    @Test
    void broadJsonIsReadAsFarAsItHelps() {
        String tags = "\"a\",".repeat(1_000_000) + "\"b\"";

        ParsedFeed feed = feed(parse("{\"version\":\"1\",\"items\":[{\"id\":\"1\",\"tags\":[" + tags + "]}]}"));

        assertThat(feed.items().get(0).categories()).hasSize(100);
    }

    @Test
    void giantNumberIsNoTrouble() {
        assertThat(parse("{\"version\":\"1\",\"items\":[{\"id\":" + "9".repeat(1_000_000) + "}]}"))
                .isNotNull();
    }

    @Test
    void documentBeyondTheLimitIsRefused() {
        assertThat(reason(new FeedParser(1024 * 1024, 10).parse(new byte[1024 * 1024 + 1], null, null)))
                .isEqualTo("The document is larger than 1 MB.");
    }

    @Test
    void memoryStaysASmallMultipleOfTheDocument() {
        byte[] document =
                bytes("<rss><channel>" + "<item><b/>&amp;<b/>&lt;</item>".repeat(MAX_BYTES / 31) + "</channel></rss>");
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();

        ParseOutcome outcome = PARSER.parse(document, null, null);

        System.gc();
        long kept = runtime.totalMemory() - runtime.freeMemory() - before;
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        assertThat(kept).isLessThan(MAX_BYTES);
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static ParseOutcome parse(String document) {
        return PARSER.parse(bytes(document), null, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ParsedFeed feed(ParseOutcome outcome) {
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        return (ParsedFeed) outcome;
    }

    private static String reason(ParseOutcome outcome) {
        assertThat(outcome).isInstanceOf(ParseOutcome.NotAFeed.class);
        return ((ParseOutcome.NotAFeed) outcome).reason();
    }
}
