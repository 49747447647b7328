package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.parse.FeedItem.Person;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each dialect calls the same thing. */
class DialectsTest {
    private static final FeedParser PARSER = new FeedParser(1024 * 1024, 100);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rss version='0.91'><channel/></rss> | rss 0.91",
                "<rss version='0.92'><channel/></rss> | rss 0.92",
                "<rss version='2.0'><channel/></rss> | rss 2.0",
                "<rss><channel/></rss> | rss",
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/> | rss 1.0",
                "<feed xmlns='http://www.w3.org/2005/Atom'/> | atom 1.0",
                "<feed version='0.3' xmlns='http://purl.org/atom/ns#'/> | atom 0.3",
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]} | json 1",
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]} | json 1.1"
            })
    void formatIsNamed(String document, String format) {
        assertThat(feed(document).format()).isEqualTo(format);
    }

    // ---- RSS

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<guid>https://a.example/1</guid> | https://a.example/1 | https://a.example/1",
                "<guid isPermaLink='true'>https://a.example/1</guid> | https://a.example/1 | https://a.example/1",
                "<guid isPermaLink='false'>https://a.example/1</guid> | https://a.example/1 |",
                "<guid>tag:1</guid> | tag:1 |",
                "<guid>https://a.example/1</guid><link>https://a.example/2</link> | https://a.example/1 | https://a.example/2",
                "<guid> </guid><link>https://a.example/2</link> | | https://a.example/2",
                "<link/><atom:link href='https://a.example/3'/> | | https://a.example/3",
                "<link href='https://a.example/4'/> | | https://a.example/4",
                "<link><![CDATA[ https://a.example/5?a=1&b=2 ]]></link> | | https://a.example/5?a=1&b=2",
                "<link xml:base='https://b.example/x/'>6</link> | | https://b.example/x/6"
            })
    void guidAndLinkAreToldApart(String elements, @Nullable String id, @Nullable String link) {
        FeedItem item = rss(elements);

        assertThat(item.id()).isEqualTo(id);
        assertThat(item.link()).isEqualTo(link);
    }

    @Test
    void aboutIdentifiesAnItemOfRss1() {
        FeedItem item =
                feed("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
                                + "<channel rdf:about='https://a.example/'><title>T</title></channel>"
                                + "<item rdf:about='https://a.example/1'><title>one</title><link>https://a.example/1</link></item></rdf:RDF>")
                        .items()
                        .get(0);

        assertThat(item.id()).isEqualTo("https://a.example/1");
        assertThat(item.title()).isEqualTo("one");
    }

    @Test
    void summaryAndContentAreToldApart() {
        FeedItem item =
                rss("<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>");

        assertThat(item.summary()).isEqualTo("Short");
        assertThat(item.contentHtml()).isEqualTo("<p>Long</p>");
        assertThat(item.body()).isEqualTo("<p>Long</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<dc:title>T</dc:title><dc:description>D</dc:description> | T | D",
                "<media:title>T</media:title><media:description>D</media:description> | T | D",
                "<media:group><media:title>T</media:title><media:content><media:description>D</media:description></media:content></media:group> | T | D",
                "<title>T</title><itunes:summary>D</itunes:summary> | T | D",
                "<title>T</title><dc:title>U</dc:title><description/><itunes:subtitle>D</itunes:subtitle> | T | D",
                "<title><![CDATA[T]]></title><description><b>D</b></description> | T | <b>D</b>",
                "<title>AT&amp;amp;T</title><description>&lt;p&gt;D</description> | AT&amp;T | <p>D"
            })
    void moduleFillsTheGap(String elements, String title, String summary) {
        FeedItem item = rss(elements);

        assertThat(item.title()).isEqualTo(title);
        assertThat(item.summary()).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<pubDate>25 Jun 2021 08:00 GMT</pubDate> | 2021-06-25T08:00:00Z |",
                "<dc:date>2021-06-25</dc:date> | 2021-06-25T00:00:00Z | 2021-06-25T00:00:00Z",
                "<dcterms:issued>2021-06-25</dcterms:issued><dcterms:modified>2021-06-26</dcterms:modified> | 2021-06-25T00:00:00Z | 2021-06-26T00:00:00Z",
                "<atom:published>2021-06-25T08:00:00Z</atom:published><atom:updated>2021-06-26T08:00:00Z</atom:updated> | 2021-06-25T08:00:00Z | 2021-06-26T08:00:00Z",
                "<pubDate>2021-06-25</pubDate><dc:date>2020-01-01</dc:date> | 2021-06-25T00:00:00Z | 2020-01-01T00:00:00Z"
            })
    void datesAreTakenFromWhoeverHasThem(String elements, String published, @Nullable String updated) {
        FeedItem item = rss(elements);

        assertThat(item.published()).hasToString(published);
        assertThat(String.valueOf(item.updated())).isEqualTo(String.valueOf(updated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<author>a@b.example (Ann Lee)</author> | Ann Lee | a@b.example",
                "<author>Ann Lee &lt;a@b.example&gt;</author> | Ann Lee | a@b.example",
                "<author>Ann Lee</author> | Ann Lee |",
                "<author>a@b.example</author> | | a@b.example",
                "<author><name>Ann Lee</name><email>a@b.example</email></author> | Ann Lee | a@b.example",
                "<dc:creator>Ann Lee</dc:creator> | Ann Lee |",
                "<atom:author><atom:name>Ann Lee</atom:name></atom:author> | Ann Lee |",
                "<itunes:author>李安</itunes:author> | 李安 |"
            })
    void authorIsReadFromAnyOfItsForms(String elements, @Nullable String name, @Nullable String email) {
        assertThat(rss(elements).authors()).containsExactly(new Person(name, email, null));
    }

    @Test
    void everyCreatorIsAnAuthor() {
        assertThat(rss("<dc:creator>A</dc:creator><dc:creator>B</dc:creator>").authors())
                .extracting(Person::name)
                .containsExactly("A", "B");
    }

    @Test
    void chineseFeedMeansChinasTimeWhateverLanguageItSays() {
        ParsedFeed feed = feed("<rss><channel><language>en-us</language><title>矿业新闻</title><item><title>四川矿场关停</title>"
                + "<pubDate>2021-06-25 08:00:00</pubDate></item></channel></rss>");

        assertThat(feed.items().get(0).published()).hasToString("2021-06-25T00:00:00Z");
    }

    @Test
    void japaneseFeedDoesNot() {
        ParsedFeed feed = feed("<rss><channel><title>暗号資産のニュース</title><item><title>規制を見直す</title>"
                + "<pubDate>2021-06-25 08:00:00</pubDate></item></channel></rss>");

        assertThat(feed.items().get(0).published()).hasToString("2021-06-25T08:00:00Z");
    }

    // ---- Atom

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<content>a &lt; b</content> | a < b",
                "<content type='html'>&lt;p&gt;x</content> | <p>x",
                "<content type='html'><![CDATA[<p>x]]></content> | <p>x",
                "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a &amp; <b>b</b></p></div></content> | <p>a &amp; <b>b</b></p>",
                "<content type='text/html' mode='escaped'>&lt;p&gt;x</content> | <p>x",
                "<content type='text/html' mode='base64'>PHA+eDwvcD4=</content> | <p>x</p>",
                "<content type='html' xml:base='https://b.example/x/'>&lt;a href=\"y\"&gt;z&lt;/a&gt;</content> | <a href=\"https://b.example/x/y\">z</a>"
            })
    void contentOfAnyTypeIsRead(String element, String content) {
        assertThat(atom(element).contentHtml()).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<link href='/1'/> | https://a.example/1",
                "<link rel='alternate' type='application/json' href='/j'/><link rel='alternate' type='text/html' href='/1'/> | https://a.example/1",
                "<link rel='self' href='/self'/><link rel='ALTERNATE' href='/1'/> | https://a.example/1",
                "<link rel='http://www.iana.org/assignments/relation/alternate' href='/1'/> | https://a.example/1",
                "<link rel='enclosure' href='/x.mp3'/><id>https://a.example/id</id> | https://a.example/id",
                "<link rel='related' href='/x'/><id>tag:1</id> |",
                "<content src='/c'/> | https://a.example/c"
            })
    void linkIsTheWebPage(String elements, @Nullable String link) {
        assertThat(atom(elements).link()).isEqualTo(link);
    }

    @Test
    void basesAreNested() {
        ParsedFeed feed = feed("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/blog/'><entry xml:base='2021/'>"
                + "<link href='story' xml:base='06/'/></entry></feed>");

        assertThat(feed.items().get(0).link()).isEqualTo("https://a.example/blog/2021/06/story");
    }

    @Test
    void namesOfAtom03AreUnderstood() {
        FeedItem item = atom("<issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified>"
                + "<author><name>A</name><url>https://a.example/~a</url></author>");

        assertThat(item.published()).hasToString("2004-01-01T00:00:00Z");
        assertThat(item.updated()).hasToString("2004-01-02T00:00:00Z");
        assertThat(item.authors()).containsExactly(new Person("A", null, "https://a.example/~a"));
    }

    @Test
    void videosDescriptionIsItsSummary() {
        assertThat(atom("<media:group><media:description>D</media:description></media:group>")
                        .summary())
                .isEqualTo("D");
    }

    @Test
    void entryMayBeADocumentOfItsOwn() {
        ParsedFeed feed = feed("<entry xmlns='http://www.w3.org/2005/Atom'><title>one</title><id>1</id></entry>");

        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("one");
    }

    // ---- JSON Feed

    @Test
    void jsonItemIsRead() {
        FeedItem item = feed("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":7,"
                        + "\"url\":\"/1\",\"title\":\"one\",\"content_html\":\"<p>x\",\"content_text\":\"x\",\"summary\":\"s\","
                        + "\"date_published\":\"2021-06-25T08:00:00+08:00\",\"date_modified\":\"2021-06-26T08:00:00Z\","
                        + "\"authors\":[{\"name\":\"A\",\"url\":\"https://a.example/~a\"}],\"author\":{\"name\":\"Old\"},"
                        + "\"tags\":[\"t\",\"\"],\"language\":\"zh-Hant\",\"_own\":{\"x\":[1]}}]}")
                .items()
                .get(0);

        assertThat(item.id()).isEqualTo("7");
        assertThat(item.link()).isEqualTo("https://a.example/1");
        assertThat(item.contentHtml()).isEqualTo("<p>x");
        assertThat(item.summary()).isEqualTo("s");
        assertThat(item.published()).hasToString("2021-06-25T00:00:00Z");
        assertThat(item.updated()).hasToString("2021-06-26T08:00:00Z");
        assertThat(item.authors()).containsExactly(new Person("A", null, "https://a.example/~a"));
        assertThat(item.categories()).containsExactly("t");
        assertThat(item.language()).isEqualTo("zh-Hant");
    }

    @Test
    void linkBlogsItemLinksOut() {
        assertThat(
                        feed("{\"version\":\"1\",\"items\":[{\"external_url\":\"https://b.example/x\",\"content_text\":\"t\"}]}")
                                .items()
                                .get(0)
                                .link())
                .isEqualTo("https://b.example/x");
    }

    private static FeedItem rss(String elements) {
        return feed("<rss version='2.0'><channel><item>" + elements + "</item></channel></rss>")
                .items()
                .get(0);
    }

    private static FeedItem atom(String elements) {
        return feed("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + elements + "</entry></feed>")
                .items()
                .get(0);
    }

    private static ParsedFeed feed(String document) {
        ParseOutcome outcome = PARSER.parse(document.getBytes(StandardCharsets.UTF_8), null, "https://a.example/feed");
        assertThat(outcome).isInstanceOf(ParsedFeed.class);
        return (ParsedFeed) outcome;
    }
}
