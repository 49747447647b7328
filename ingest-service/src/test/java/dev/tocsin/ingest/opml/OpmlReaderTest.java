package dev.tocsin.ingest.opml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpmlReaderTest {
    private final OpmlReader reader = new OpmlReader(5000);

    @Test
    void foldersAreOpenedAndTheirFeedsStandInOrder() {
        assertThat(feeds("<outline text='News'><outline text='A' xmlUrl='https://a.example/'/>"
                        + "<outline text='Deep'><outline text='B' xmlUrl='https://b.example/'/></outline></outline>"
                        + "<outline text='C' xmlUrl='https://c.example/' htmlUrl='https://c.example/home'/>"))
                .containsExactly(
                        new Outline(2, "A", "https://a.example/", null),
                        new Outline(4, "B", "https://b.example/", null),
                        new Outline(5, "C", "https://c.example/", "https://c.example/home"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<outline xmlUrl='https://a.example/?x=1&amp;y=2'/>",
                "<outline xmlurl='https://a.example/?x=1&amp;y=2'/>",
                "<OUTLINE XMLURL='  https://a.example/?x=1&amp;y=2 '></OUTLINE>",
                "<outline url='https://a.example/?x=1&amp;y=2' type='rss'/>",
                "<outline xmlUrl='https://a.example/?x=1&y=2'/>",
                "<outline undeclared:b='c' xmlUrl='https://a.example/?x=1&#38;y=2'/>",
                "<outline text='\u0003' xmlUrl='https://a.example/?x=1&y=2'/>"
            })
    void addressIsFoundHoweverItIsWritten(String outline) {
        assertThat(feeds(outline)).extracting(Outline::feedUrl).containsExactly("https://a.example/?x=1&y=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<outline text='x'/>", "<outline type='link' url='https://a.example/page'/>"})
    void outlineWithoutAFeedIsKeptSoThatItCanBeToldOf(String outline) {
        assertThat(feeds(outline))
                .extracting(Outline::feedUrl)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, utf-8",
        "gb2312, gb18030",
        "big5, big5",
        "gb2312, utf-8",
        "no-such-charset, utf-8",
        "utf-16, utf-16",
        "utf-8, utf-16"
    })
    void titlesAreReadInTheCharsetThatTheyAreWrittenIn(String said, String written) {
        byte[] document = ("<?xml version='1.0' encoding='" + said + "'?><opml><body><outline text='市場' xmlUrl='u'/>"
                        + "</body></opml>")
                .getBytes(Charset.forName(written));

        assertThat(listed(document)).extracting(Outline::title).containsExactly("市場");
    }

    @Test
    void wrongCharsetIsRefusedRatherThanGuessedAt() {
        byte[] document = "<?xml version='1.0' encoding='utf-8'?><opml><body><outline text='挖矿'/></body></opml>"
                .getBytes(Charset.forName("gb18030"));

        assertThat(reason(document)).contains("Save it as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| The document is empty",
                "'  '| The document is empty",
                "<rss><channel/></rss>| begins with <rss>",
                "hello| not well-formed XML",
                "<opml><body>| not well-formed XML (line 1)",
                "<opml><body><outline a='1' a='2'/></body></opml>| not well-formed XML",
                "<!DOCTYPE opml><opml/>| take <!DOCTYPE …> out",
                "<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml/>| take <!DOCTYPE …> out"
            })
    void whatIsNoListIsSaidToBeNone(String document, String words) {
        assertThat(reason(document.getBytes(StandardCharsets.UTF_8))).contains(words);
    }

    @Test
    @Timeout(10)
    void billionLaughsAreNotLaughed() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE opml [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        bomb.append("]><opml><body><outline text='&a29;' xmlUrl='https://a.example/'/></body></opml>");

        assertThat(reason(bomb.toString().getBytes(StandardCharsets.UTF_8))).contains("<!DOCTYPE");
    }

    @Test
    @Timeout(10)
    void hundredThousandOutlinesAreRefusedWhole() {
        String many = "<outline xmlUrl='https://a.example/'/>".repeat(100_000);

        assertThat(reason(opml(many))).contains("more than 5000 outlines").contains("Split it");
    }

    @Test
    @Timeout(10)
    void asManyAsAreAllowedAreRead() {
        assertThat(feeds("<outline xmlUrl='https://a.example/'/>".repeat(5000))).hasSize(5000);
    }

    @Test
    @Timeout(10)
    void deepNestingIsRefused() {
        String deep = "<outline text='x'>".repeat(100_000);

        assertThat(reason(opml(deep))).contains("nested deeper than 20");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        List<String> titles = List.of("比特币 \"矿工\" & <朋友>", "it's; &amp; &lol;", "tab\tand 𠮷", "plain");
        StringBuilder document = new StringBuilder(OpmlWriter.head("All & more", Instant.EPOCH));
        titles.forEach(title ->
                document.append(OpmlWriter.outline(title, "https://a.example/?x=1&y=\"2\"", "https://a.example/<>")));

        List<Outline> read =
                listed(document.append(OpmlWriter.foot()).toString().getBytes(StandardCharsets.UTF_8));

        assertThat(read).extracting(Outline::title).isEqualTo(titles);
        assertThat(read).allSatisfy(outline -> {
            assertThat(outline.feedUrl()).isEqualTo("https://a.example/?x=1&y=\"2\"");
            assertThat(outline.siteUrl()).isEqualTo("https://a.example/<>");
        });
    }

    @Test
    void charactersThatXmlForbidsAreNotWritten() {
        String document = OpmlWriter.head("t", Instant.EPOCH)
                + OpmlWriter.outline("a\u0000b\uD800c", "u", null)
                + OpmlWriter.foot();

        assertThat(listed(document.getBytes(StandardCharsets.UTF_8)))
                .extracting(Outline::title)
                .containsExactly("abc");
    }

    @Test
    void starterListIsWhatTheImportTakes() throws Exception {
        byte[] starter;
        try (var file = StarterResource.class.getResourceAsStream(StarterResource.FILE)) {
            starter = file.readAllBytes();
        }

        ImportPlan plan = ImportPlan.of(listed(starter), new HostVetting(ImportPlanTest.NOBODY, Duration.ofSeconds(5)));

        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.feeds()).hasSizeBetween(40, 100).allSatisfy(feed -> {
            assertThat(feed.title()).isNotBlank();
            assertThat(feed.siteUrl()).isNotBlank();
        });
    }

    private List<Outline> feeds(String outlines) {
        return listed(opml(outlines));
    }

    private List<Outline> listed(byte[] document) {
        OpmlOutcome outcome = reader.read(document);
        assertThat(outcome).isInstanceOf(OpmlOutcome.Listed.class);
        return ((OpmlOutcome.Listed) outcome).outlines();
    }

    private String reason(byte[] document) {
        OpmlOutcome outcome = reader.read(document);
        assertThat(outcome).isInstanceOf(OpmlOutcome.Unreadable.class);
        return ((OpmlOutcome.Unreadable) outcome).reason();
    }

    private static byte[] opml(String outlines) {
        return ("<?xml version='1.0'?><opml version='2.0'><head><title>t</title></head><body>" + outlines
                        + "</body></opml>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
