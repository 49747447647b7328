package dev.tocsin.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectWrapperTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://www.google.com/url?rct=j&sa=t&url=https://o.example/a%3Fid%3D1&ct=ga | https://o.example/a?id=1",
                "https://www.google.com/url?q=https%3A%2F%2Fo.example%2Fa | https://o.example/a",
                "https://www.google.com/amp/s/o.example/amp/a | https://o.example/amp/a",
                "https://o-example.cdn.ampproject.org/c/s/o.example/a.amp.html | https://o.example/a.amp.html",
                "https://o-example.cdn.ampproject.org/v/o.example/a | http://o.example/a",
                "https://link.zhihu.com/?target=https%3A//o.example/%E7%9F%BF | https://o.example/矿",
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fo.example%252Fa | https://o.example/a",
                "https://r.search.yahoo.com/_ylt=A2/RV=2/RE=1/RO=10/RU=https%3a%2f%2fo.example%2fa/RK=2/RS=x | https://o.example/a",
                "https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=http%3a%2f%2fo.example%2fa&c=1 | http://o.example/a"
            })
    void addressInsideIsTakenOut(String wrapped, String inside) {
        assertThat(RedirectWrapper.unwrap(wrapped)).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://o.example/a?url=https://p.example/b",
                "https://www.google.com/url?q=javascript:alert(1)",
                "https://www.google.com/url?q=%zz",
                "https://www.google.com/search?q=https://o.example/",
                "no address at all",
                "https://o.example/a b"
            })
    void otherLinksStayWhatTheyAre(String link) {
        assertThat(RedirectWrapper.unwrap(link)).isEqualTo(link);
    }

    @Test
    void wrappersWithoutEndEnd() {
        String link = "https://o.example/";
        for (int layer = 0; layer < 5; layer++) {
            link = "https://link.zhihu.com/?target="
                    + java.net.URLEncoder.encode(link, java.nio.charset.StandardCharsets.UTF_8);
        }

        assertThat(RedirectWrapper.unwrap(link)).startsWith("https://link.zhihu.com/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.google.com/rss/articles/CBMiX2h0?oc=5, true",
        "https://t.co/AbC1, true",
        "https://o.example/t.co/a, false"
    })
    void wrapperThatDoesNotSayIsMute(String link, boolean mute) {
        assertThat(RedirectWrapper.isMute(link)).isEqualTo(mute);
    }
}
