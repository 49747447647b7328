package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.warning.ParseWarning;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedParserTest {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final FeedParser PARSER = new FeedParser(MAX_BYTES, 2000);
    private static final String CHINESE = "矿场关停：四川发布通知";

    // ---- Charsets

    @ParameterizedTest
    @CsvSource({
        "GB18030, gb2312,",
        "GB18030, gbk,",
        "GB18030, ,",
        "GB18030, utf-8,",
        "GB18030, , text/xml; charset=gb2312",
        "UTF-8, gb2312,",
        "UTF-8, , text/xml; charset=gbk",
        "UTF-8, utf-8, text/xml; charset=nonsense",
        "UTF-8, iso-8859-1, application/rss+xml; charset=UTF-8",
        "UTF-8, , text/xml; charset=ISO-8859-1",
        "GB18030, gb2312, text/xml; charset=ISO-8859-1",
        "UTF-16LE, utf-16,",
        "UTF-16BE, utf-16,",
        "UTF-16, utf-16,"
    })
    void chineseIsReadInWhateverCharsetItReallyIs(
            String real, @Nullable String declared, @Nullable String contentType) {
        String xml = (declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>")
                + "<rss version=\"2.0\"><channel><title>" + CHINESE + "</title></channel></rss>";

        ParseOutcome outcome = PARSER.parse(xml.getBytes(Charset.forName(real)), contentType, null);

        assertThat(feed(outcome).title()).isEqualTo(CHINESE);
    }

    @Test
    void traditionalChineseInBig5IsRead() {
        String xml = "<?xml version=\"1.0\" encoding=\"big5\"?><rss><channel><title>礦場關停</title></channel></rss>";

        assertThat(feed(PARSER.parse(xml.getBytes(Charset.forName("Big5-HKSCS")), null, null))
                        .title())
                .isEqualTo("礦場關停");
    }

    @Test
    void latin1MeansWindows1252() {
        byte[] xml =
                "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>“Bitcoin” – €</title></channel></rss>"
                        .getBytes(Charset.forName("windows-1252"));

        assertThat(feed(PARSER.parse(xml, null, null)).title()).isEqualTo("“Bitcoin” – €");
    }

    @Test
    void wrongDeclarationIsWarnedOf() {
        byte[] xml = ("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><title>" + CHINESE
                        + "</title></channel></rss>")
                .getBytes(Charset.forName("GB18030"));

        assertThat(feed(PARSER.parse(xml, null, null)).warnings())
                .extracting(ParseWarning::message)
                .containsExactly("The document is said to be UTF-8 but is not; it was read as GB18030.");
    }

    // ---- Repairs

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Fish & Chips | Fish & Chips | bare &",
                "caf&eacute;&nbsp;&mdash;&hellip; | café\u00a0—… | HTML entities",
                "don&#146;t | don’t |",
                "a&#0;b&#xFFFF;c | abc |",
                "&unknown; &#xZZ; | &unknown; &#xZZ; | bare &",
                "<![CDATA[a & b]]> | a & b |",
                "x\u0001y\u0008z | xyz | XML forbids",
                "1 < 2 | 1 < 2 | not well-formed",
                "<b>bold | <b>bold</b> | not well-formed"
            })
    void carelessTitleIsUnderstood(String written, String meant, @Nullable String warning) {
        ParsedFeed feed = rss("<title>" + written + "</title>");

        assertThat(feed.title()).isEqualTo(meant);
        if (warning == null) {
            assertThat(feed.warnings()).isEmpty();
        } else {
            assertThat(feed.warnings()).anyMatch(told -> told.message().contains(warning));
        }
    }

    @Test
    void junkBeforeTheFirstTagIsDropped() {
        ParsedFeed feed =
                feed(parse("\ufeff\n junk \n<?xml version=\"1.0\"?>\n<rss><channel><title>T</title></channel></rss>"));

        assertThat(feed.title()).isEqualTo("T");
        assertThat(feed.warnings())
                .extracting(ParseWarning::message)
                .containsExactly("Characters before the first tag of the feed were dropped: junk.");
    }

    @Test
    void truncatedFeedGivesWhatItHas() {
        ParsedFeed feed = feed(parse("<rss><channel><title>T</title><item><title>one</title></item><item><title>tw"));

        assertThat(feed.items()).extracting(FeedItem::title).startsWith("one");
        assertThat(feed.warnings()).anyMatch(told -> told.message().contains("not well-formed"));
    }

    @Test
    void undeclaredPrefixMeansWhatItUsuallyMeans() {
        ParsedFeed feed =
                rss("<item><title>T</title><content:encoded>Text</content:encoded><dc:creator>A</dc:creator></item>");

        assertThat(feed.items().get(0).contentHtml()).isEqualTo("Text");
        assertThat(feed.items().get(0).authors())
                .extracting(FeedItem.Person::name)
                .containsExactly("A");
    }

    @Test
    void otherPrefixForAKnownNamespaceIsUnderstood() {
        ParsedFeed feed = feed(parse(
                "<r:rss xmlns:r=\"http://purl.org/rss/1.0/\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\">"
                        + "<r:channel><r:item><c:encoded>Text</c:encoded></r:item></r:channel></r:rss>"));

        assertThat(feed.items().get(0).contentHtml()).isEqualTo("Text");
    }

    @Test
    void plainAbbreviationsOfADocumentTypeAreHonoured() {
        ParsedFeed feed =
                feed(parse("<!DOCTYPE rss [<!ENTITY co 'Company'>]><rss><channel><title>&co;</title></channel></rss>"));

        assertThat(feed.title()).isEqualTo("Company");
    }

    @Test
    void itemsBeyondTheLimitAreLeftOutWithAWarning() {
        ParseOutcome outcome = new FeedParser(MAX_BYTES, 2)
                .parse(
                        bytes("<rss><channel>" + "<item><title>t</title></item>".repeat(3) + "</channel></rss>"),
                        null,
                        null);

        assertThat(feed(outcome).items()).hasSize(2);
        assertThat(feed(outcome).warnings())
                .extracting(ParseWarning::message)
                .containsExactly("Only the first 2 of 3 items were read.");
    }

    @Test
    void relativeLinksAreReadFromWhereTheDocumentCameFrom() {
        ParseOutcome outcome = PARSER.parse(
                bytes("<rss><channel><item><link>/story</link></item></channel></rss>"),
                null,
                "https://a.example/x/feed");

        assertThat(feed(outcome).items().get(0).link()).isEqualTo("https://a.example/story");
    }

    // ---- What is no feed

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | The document is empty.",
                "`  \n ` | The document is empty.",
                "hello | The document is neither XML nor JSON",
                "{\"a\": | looks like JSON but is not",
                "{\"version\":\"https://jsonfeed.org/version/1.1\"} | no \"items\"",
                "[] | JSON but no JSON Feed",
                "<note/> | <note> begins no feed",
                "<!DOCTYPE html><p>x | This is a web page, not a feed, and it names no feed",
                "<!-- x --><HTML><head></head> | This is a web page"
            })
    void whatIsNoFeedIsSaidToBeNone(String document, String words) {
        assertThat(reason(parse(document))).contains(words);
    }

    @Test
    void webPageNamesItsFeeds() {
        ParseOutcome outcome = PARSER.parse(
                bytes("<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'>"
                        + "<link rel=alternate type=application/json href=/wp-json/x></head><body>Hi"),
                "text/html",
                "https://a.example/page");

        assertThat(reason(outcome))
                .isEqualTo("This is a web page, not a feed. It names its feed: https://a.example/rss");
    }

    private static ParsedFeed rss(String channel) {
        return feed(parse("<rss version=\"2.0\"><channel>" + channel + "</channel></rss>"));
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
