package dev.tocsin.ingest.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel='alternate' type='application/rss+xml' href='/feed'>",
                "<link rel='alternate' type='application/atom+xml' href='feed'>",
                "<LINK REL='Alternate Home' TYPE='application/feed+json; charset=utf-8' HREF='//a.example/feed#x'>",
                "<link rel=alternate type=application/json href=https://a.example/feed>",
                "<base href='https://a.example/'><link rel='alternate' type='application/rss+xml' href='feed'>",
                "<body><a href='/feed'>RSS</a>",
                "</head><body><p><link rel='alternate' type='application/rss+xml' href='/feed'><a href='/feed'>x</a>"
            })
    void feedIsNamed(String html) {
        assertThat(links(html)).containsExactly("https://a.example/feed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<link rel='alternate' type='application/json' href='/wp-json/wp/v2/pages/1'>",
                "<link rel='alternate' type='application/json+oembed' href='/oembed?url=x'>",
                "<link rel='alternate' type='application/json' href='/api/oembed?url=x'>",
                "<link rel='alternate' hreflang='zh' href='/zh'>",
                "<link rel='stylesheet' type='application/rss+xml' href='/feed'>",
                "<link rel='alternate' type='application/rss+xml' href=''>",
                "<link rel='alternate' type='application/rss+xml' href='javascript:void(0)'>",
                "<a href='/feedback'>Feedback</a><a href='/atomic-energy'>x</a><a href='/cross'>x</a>"
            })
    void whatIsNoFeedIsPassedOver(String html) {
        assertThat(links(html))
                .doesNotContain("https://a.example/feed")
                .allSatisfy(url -> assertThat(url).isEqualTo("https://a.example/"));
    }

    @Test
    void declaredFeedsComeFirstAndCommentsLast() {
        assertThat(links("<link rel='alternate' type='application/rss+xml' title='Comments on all' href='/feed/all'>"
                        + "<link rel='alternate' type='application/rss+xml' href='/comments/feed/'>"
                        + "<link rel='alternate' type='application/rss+xml' title='News' href='/news'>"
                        + "<a href='/more.rss'>more</a>"))
                .containsExactly(
                        "https://a.example/news",
                        "https://a.example/more.rss",
                        "https://a.example/feed/all",
                        "https://a.example/comments/feed/");
    }

    @Test
    void pageInAChineseCharsetIsRead() {
        byte[] page = "<title>新闻</title><a href='/rss.xml'>订阅</a>".getBytes(Charset.forName("gb18030"));

        assertThat(PageLinks.of(page, "text/html; charset=GB2312", "https://a.example/"))
                .containsExactly("https://a.example/rss.xml");
        assertThat(PageLinks.of(page, "text/html; charset=nonsense-1", "https://a.example/"))
                .containsExactly("https://a.example/rss.xml");
    }

    private static List<String> links(String html) {
        return PageLinks.of(html.getBytes(StandardCharsets.UTF_8), "text/html", "https://a.example/");
    }
}
