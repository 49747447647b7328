package dev.tocsin.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPS://Outlet.Example:443/A?b=1#c | https://outlet.example/A?b=1",
                "http://outlet.example:80 | http://outlet.example/",
                "http://outlet.example:8090/x | http://outlet.example:8090/x",
                "https://o.example/a?utm_source=x&id=7&fbclid=y&utm_campaign=z | https://o.example/a?id=7",
                "https://o.example/a?UTM_SOURCE=x | https://o.example/a",
                "https://o.example/a?gclid=1&&b= | https://o.example/a?b=",
                "https://o.example/a/../b/./c | https://o.example/b/c",
                "https://o.example/a b | https://o.example/a%20b",
                "https://o.example/新闻?q=矿 | https://o.example/%E6%96%B0%E9%97%BB?q=%E7%9F%BF",
                "https://o.example/100%|https://o.example/100%25",
                "https://o.example/a%2Fb | https://o.example/a%2Fb",
                "https://例子.example/a | https://xn--fsqu00a.example/a",
                "https://o.example/a?b={c}|https://o.example/a?b=%7Bc%7D"
            })
    void spellingsOfOneUrlAreOne(String written, String canonical) {
        assertThat(CanonicalUrl.parse(written)).hasToString("Optional[" + canonical + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "http://o.example/a, https://o.example/a",
        "https://o.example/a/, https://o.example/a",
        "https://o.example/a#x, https://o.example/a",
        "https://o.example/a?utm_medium=rss, https://o.example/a"
    })
    void identityIsTheSame(String one, String other) {
        assertThat(CanonicalUrl.parse(one).map(CanonicalUrl::identity))
                .isEqualTo(CanonicalUrl.parse(other).map(CanonicalUrl::identity));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.o.example/a, o.example/a",
        "https://m.o.example/a?id=1, o.example/a?id=1",
        "https://amp.o.example/a, o.example/a",
        "https://o.example/a/amp/, o.example/a",
        "https://o.example/a/amp?id=1, o.example/a?id=1",
        "https://o.example/amp/a, o.example/a",
        "https://o.example/a.amp.html, o.example/a.html",
        "https://o.example/a?amp=1, o.example/a",
        "https://o.example/a?id=1&amp, o.example/a?id=1",
        "https://o.example/a?outputType=amp&id=1, o.example/a?id=1",
        "https://o.example/amplifier, o.example/amplifier",
        "https://o.example/a?amplitude=1, o.example/a?amplitude=1",
        "https://m.me/a, m.me/a",
        "https://amp.dev/a, amp.dev/a"
    })
    void makeOfThePageIsNoPartOfItsPlainIdentity(String url, String plain) {
        assertThat(CanonicalUrl.parse(url).map(CanonicalUrl::plainIdentity)).hasValue(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "https://o.example/a, https://www.o.example/b, true",
        "https://amp.o.example/a, https://news.o.example/b, true",
        "https://o.example/a, https://news.o.example/b, true",
        "https://o.example/a, https://p.example/a, false"
    })
    void siteIsTheHostOrOneWithinIt(String one, String other, boolean same) {
        assertThat(CanonicalUrl.parse(one)
                        .orElseThrow()
                        .isOfSameSite(CanonicalUrl.parse(other).orElseThrow()))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "https://o.example/a, https://o.example/b",
        "https://o.example/a?id=1, https://o.example/a?id=2",
        "https://o.example/a, https://p.example/a",
        "https://o.example/a, https://o.example:8443/a"
    })
    void identityDiffers(String one, String other) {
        assertThat(CanonicalUrl.parse(one).map(CanonicalUrl::identity))
                .isNotEqualTo(CanonicalUrl.parse(other).map(CanonicalUrl::identity));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "story",
                "/story",
                "mailto:a@b.example",
                "tag:o.example,2021:1",
                "http://",
                "https:///x",
                "javascript:x",
                "http://[::1"
            })
    void whatIsNoWebUrlIsNone(String text) {
        assertThat(CanonicalUrl.parse(text)).isEmpty();
    }
}
