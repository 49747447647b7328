package dev.tocsin.ingest.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
    /** The examples of RFC 3986, sections 5.4.1 and 5.4.2. */
    @ParameterizedTest
    @CsvSource({
        "g:h, g:h",
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q#s",
        "g#s, http://a/b/c/g#s",
        "g?y#s, http://a/b/c/g?y#s",
        ";x, http://a/b/c/;x",
        "g;x, http://a/b/c/g;x",
        "g;x?y#s, http://a/b/c/g;x?y#s",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../, http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "../../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        ".g, http://a/b/c/.g",
        "g.., http://a/b/c/g..",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "./g/., http://a/b/c/g/",
        "g/./h, http://a/b/c/g/h",
        "g/../h, http://a/b/c/h",
        "g;x=1/./y, http://a/b/c/g;x=1/y",
        "g;x=1/../y, http://a/b/c/y",
        "g?y/./x, http://a/b/c/g?y/./x",
        "g?y/../x, http://a/b/c/g?y/../x",
        "g#s/./x, http://a/b/c/g#s/./x",
        "g#s/../x, http://a/b/c/g#s/../x"
    })
    void referenceIsResolvedAsTheStandardSays(String reference, String resolved) {
        assertThat(Reference.resolve("http://a/b/c/d;p?q", reference)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, story, https://a.example/story",
        "https://a.example/x, 'a b|c', 'https://a.example/a b|c'",
        "https://a.example/x/, 新闻/一, https://a.example/x/新闻/一",
        "/only/a/path, up, /only/a/up"
    })
    void whatIsNoUriIsResolvedAllTheSame(String base, String reference, String resolved) {
        assertThat(Reference.resolve(base, reference)).isEqualTo(resolved);
    }

    @Test
    void referenceWithoutABaseStaysAsItIs() {
        assertThat(Reference.resolve(null, "../x")).isEqualTo("../x");
    }
}
