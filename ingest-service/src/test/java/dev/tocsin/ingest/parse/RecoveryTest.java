package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.warning.ParseWarning;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeds that are no XML, or another one than they say. */
class RecoveryTest {
    private static final FeedParser PARSER = new FeedParser(1024 * 1024, 100);

    @Test
    void itemBeginsBesideTheLastOneThoughNobodyClosedThat() {
        ParsedFeed feed = feed("<rss><channel><title>T</title><item><title>one</title><item><title>two</title>");

        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("one", "two");
        assertThat(feed.warnings()).extracting(ParseWarning::code).containsExactly("not-well-formed", "truncated");
    }

    @Test
    void unclosedTitleDoesNotSwallowTheItem() {
        FeedItem item = only("<item><title>one<link>https://a.example/1</link><guid>g<pubDate>25 Jun 2021</pubDate>"
                + "<description>text</item>");

        assertThat(item.title()).isEqualTo("one");
        assertThat(item.link()).isEqualTo("https://a.example/1");
        assertThat(item.id()).isEqualTo("g");
        assertThat(item.published()).hasToString("2021-06-25T00:00:00Z");
        assertThat(item.summary()).isEqualTo("text");
    }

    @Test
    void htmlThatNobodyEscapedStaysInsideItsDescription() {
        FeedItem item = only("<item><description><p>one<br>two<img src=a.png alt='x'> & <b>three</p></description>"
                + "<title>T</title></item>");

        assertThat(item.summary()).isEqualTo("<p>one<br/>two<img src=\"a.png\" alt=\"x\"/> & <b>three</b></p>");
        assertThat(item.title()).isEqualTo("T");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<title a=\"x>T</title> | T",
                "<title a=b c>T</title> | T",
                "<title a='1' a='2'>T</title> | T",
                "<title>T</titel></title> | T",
                "<title>a < b > c</title> | a < b > c",
                "<title>I <3 crypto</title> | I <3 crypto",
                "<title>]]>T</title> | ]]>T",
                "<TITLE>T</title> | T",
                "<title>T | T",
                "<title><![CDATA[T & <b>U</b>]]> | T & <b>U</b>",
                "<title><![CDATA[T</title> | T</title>",
                "</b><title>T</title> | T",
                "<title><i>T</title></i> | <i>T</i>"
            })
    void titleIsReadOutOfBrokenMarkup(String markup, String title) {
        assertThat(feed("<rss><channel>" + markup).title()).startsWith(title);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<br />\n<b>Warning</b>: fopen() failed in <b>/x.php</b><br />\n",
                "\uFEFF\n\n",
                "junk < more & junk\n",
                "\u0000\u0000",
                "<!-- a comment --> junk <!-- another -->",
                "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
            })
    void whatStandsBeforeTheFeedIsDropped(String junk) {
        assertThat(feed(junk + "<?xml version='1.0'?><rss><channel><title>T</title></channel></rss>")
                        .title())
                .isEqualTo("T");
    }

    @Test
    void whatStandsBehindTheFeedIsDropped() {
        assertThat(feed("<rss><channel><title>T</title></channel></rss><script>x</script> & more")
                        .title())
                .isEqualTo("T");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml><rss><channel><title>T</title><item><title>one</title></item></channel></rss></xml>",
                "<root><channel><title>T</title><item><title>one</title></item></channel></root>",
                "<news><title>T</title><item><title>one</title></item></news>",
                "<channel><title>T</title><item><title>one</title></item></channel>",
                "<RSS><Channel><Title>T</Title><Item><Title>one</Title></Item></Channel></RSS>",
                "<rss><title>T</title><item><title>one</title></item></rss>",
                "<rss><channel><title>T</title></channel><item><title>one</title></item></rss>",
                "<rss><channel><title>T</title><entry><title>one</title></entry></channel></rss>",
                "<feed><title>T</title><item><title>one</title></item></feed>",
                "<feed><title>T</title><entry><title>one</title></entry></feed>",
                "<atom:feed><atom:title>T</atom:title><atom:entry><atom:title>one</atom:title></atom:entry></atom:feed>",
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><a:entry><a:title>one</a:title></a:entry></a:feed>",
                "<x><feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><title>one</title></entry></feed></x>",
                "<feed xmlns='http://www.w3.org/2005/Atom/'><title>T</title><entry><title>one</title></entry></feed>",
                "<feed xmlns='urn:wrong'><title>T</title><entry><title>one</title></entry></feed>",
                "<rdf:RDF><channel><title>T</title></channel><item><title>one</title></item></rdf:RDF>",
                "<RDF xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel><item><title>one</title></item></RDF>",
                "{\"title\":\"T\",\"items\":[{\"title\":\"one\"}]}",
                "{\"version\":\"1\",\"title\":\"T\", // c\n\"items\":[{\"title\":\"one\"},]}",
                "{\"version\":\"1\",\"title\":\"T\",\"items\":[{\"title\":\"one\"},{\"title\":"
            })
    void feedUnderAnyRootIsFound(String document) {
        ParsedFeed feed = feed(document);

        assertThat(feed.title()).isEqualTo("T");
        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>x</p></body></html>",
                "<opml version='2.0'><body><outline text='x'/></body></opml>",
                "<urlset><url><loc>https://a.example/</loc></url></urlset>",
                "<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'><foaf:Person/></rdf:RDF>",
                "{\"error\":\"none\"}",
                "%PDF-1.4"
            })
    void whatIsNoFeedIsNotTakenForOne(String document) {
        assertThat(PARSER.parse(document.getBytes(StandardCharsets.UTF_8), null, null))
                .isInstanceOf(ParseOutcome.NotAFeed.class);
    }

    @Test
    void warningNamesTheLineOfTheDocumentAsItWasSent() {
        ParsedFeed feed = feed(
                "\n<?xml version='1.0'?>\n<!DOCTYPE rss [\n<!ELEMENT rss ANY>\n]>\n<!--\n\n-->\n"
                        + "<rss><channel>\n<title>Fish & Chips</title>\n<description>&eacute;</description>\n</channel>\n<rss>");

        assertThat(feed.warnings())
                .extracting(ParseWarning::message)
                .contains(
                        "A bare & was read as the character it is (line 10).",
                        "HTML entities, which XML does not know, were read as the characters they mean (line 11).");
    }

    @Test
    void warningNamesTheItemAndHowOftenItHappened() {
        ParsedFeed feed = feed("<rss><channel><item><title>a</title></item>"
                + "<item><title>b</title><pubDate>soon</pubDate></item>"
                + "<item><title>c</title><pubDate>later</pubDate></item></channel></rss>");

        assertThat(feed.warnings())
                .containsExactly(new ParseWarning(
                        "date-not-understood", "A date was not understood and left out: soon (item 2, and 1 more)."));
    }

    @Test
    void reusedGuidIsWarnedOf() {
        ParsedFeed feed = feed("<rss><channel><item><guid>g</guid></item><item><guid>g</guid></item></channel></rss>");

        assertThat(feed.warnings())
                .containsExactly(new ParseWarning("guid-reused", "An item has the guid of item 1 (item 2)."));
    }

    @Test
    void htmlThatWasEscapedTwiceIsWarnedOf() {
        ParsedFeed feed = feed(
                "<rss><channel><item><description>&amp;lt;p&amp;gt;Text&amp;lt;/p&amp;gt;</description></item></channel></rss>");

        assertThat(feed.warnings()).extracting(ParseWarning::code).containsExactly("double-escaped");
    }

    private static FeedItem only(String item) {
        return feed("<rss><channel>" + item + "</channel></rss>").items().get(0);
    }

    private static ParsedFeed feed(String document) {
        ParseOutcome outcome = PARSER.parse(document.getBytes(StandardCharsets.UTF_8), null, null);
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        return (ParsedFeed) outcome;
    }
}
