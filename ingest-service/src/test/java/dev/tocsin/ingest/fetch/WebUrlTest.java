package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://a.example/x/feed, other, https://a.example/x/other",
        "https://a.example/x/feed?q, ?page=2, https://a.example/x/feed?page=2",
        "https://a.example/x/feed, /y, https://a.example/y",
        "https://a.example:8443/x, /y, https://a.example:8443/y",
        "https://a.example/x, //b.example/y, https://b.example/y",
        "https://a.example/x, HTTP://B.example:80/y, http://b.example/y",
        "https://a.example/x/y/feed, ../z, https://a.example/x/z",
        "https://a.example/x/feed, ./z/./w, https://a.example/x/z/w",
        "https://a.example/x/feed, ../../../z?a=../b, https://a.example/z?a=../b",
        "https://a.example/x/feed, /y/../z/.., https://a.example/",
        "https://a.example/x/feed, #top, https://a.example/x/feed"
    })
    void locationIsResolvedAgainstTheUrlThatSentIt(String base, String location, String resolved) {
        assertThat(WebUrl.parse(base).resolve(location)).hasToString(resolved);
    }

    @Test
    void locationElsewhereIsRefused() {
        WebUrl url = WebUrl.parse("https://a.example/feed");

        assertThatThrownBy(() -> url.resolve("file:///etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void urlThatIsTooLongOnceItIsWrittenOutIsRefused() {
        // A database cannot index more, and one such address would hold up all that are written with it.
        assertThatThrownBy(() -> WebUrl.parse("https://a.example/" + "新".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 2048");
    }
}
