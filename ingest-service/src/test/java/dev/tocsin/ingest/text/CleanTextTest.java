package dev.tocsin.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {
    /** {@code ¶} stands for a line end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>One.</p><p>Two.</p> | One.¶¶Two.",
                "<h2>Head</h2>Text<h3>Next</h3><p>More</p> | ## Head¶¶Text¶¶## Next¶¶More",
                "<h1><p>Head</p></h1>Text | ## Head¶¶Text",
                "<ul><li>one</li><li>two</li></ul><p>after</p> | - one¶- two¶¶after",
                "<ol><li><p>one</p></li><li><p>two</p><p>still two</p></li></ol> | - one¶- two¶¶still two",
                "one<br>two<br/><br/>three | one¶two¶¶three",
                "<p>a <b>bold</b> word, <a href='x'>linked</a>.</p> | a bold word, linked.",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table> | a b¶c d",
                "<p>  many \t blanks&nbsp;&nbsp;here　 </p> | many blanks here",
                "<p>He said “no” — it’s 50 % off…</p> | He said “no” — it’s 50 % off…",
                "<div>visible<script>alert(1)</script><style>p{}</style><nav>Menu</nav></div> | visible",
                "<p>a</p><div style='display: none'>b<p>c</p></div><p hidden>d</p><span aria-hidden=true>e</span><p>f</p> | a¶¶f",
                "Fish &amp; chips | Fish & chips",
                "AT&T and R&D | AT&T and R&D",
                "2 < 3 and 4 > 3 | 2 < 3 and 4 > 3",
                "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt; | One.¶¶Two.",
                "<p>Write &lt;p&gt; for a paragraph</p> | Write <p> for a paragraph",
                "<p>四川省<b>关停</b>矿场。</p><p>　　第二段。</p> | 四川省关停矿场。¶¶第二段。",
                "<!-- hidden -->shown | shown",
                "<p>unclosed <i>tags | unclosed tags"
            })
    void htmlIsReadAsAReaderWould(String html, String text) {
        assertThat(CleanText.from(html)).isEqualTo(text.replace('¶', '\n'));
    }

    @Test
    void plainTextKeepsItsParagraphs() {
        assertThat(CleanText.from("One line\r\nand its next.\r\n\r\n\r\nSecond.  Blanks \n \n- item"))
                .isEqualTo("One line\nand its next.\n\nSecond. Blanks\n\n- item");
    }

    @Test
    void charactersThatShowNothingAreDropped() {
        assertThat(CleanText.fromPlain(
                        "a\u0000b\u200Bc\uFEFFd\u202Ee\u2066f\u00ADg\uD800h\u0085i\u001B[31mj\uDB40\uDC41k"))
                .isEqualTo("abcdefgh\ni[31mjk");
    }

    @Test
    void joinersOfScriptsAndEmojiAreKept() {
        assertThat(CleanText.fromPlain("👩\u200D💻 می\u200Cخواهم")).isEqualTo("👩\u200D💻 می\u200Cخواهم");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<b>Bitcoin</b> &amp; miners | Bitcoin & miners",
                "<p>One</p><p>Two</p> | One Two",
                "`  spaced\n out ` | spaced out",
                "<h1>Head</h1> | Head",
                "a < b | a < b"
            })
    void titleIsOneLineWithoutMarkup(String markup, String line) {
        assertThat(CleanText.line(markup)).isEqualTo(line);
    }

    @Test
    void deepNestingIsReadWithoutOverflow() {
        assertThat(CleanText.from("<div>".repeat(100_000) + "deep")).isEqualTo("deep");
    }

    @Test
    void millionCommentsWithoutAnEndAreReadInATrice() {
        String comments = "<!--".repeat(500_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> CleanText.from(comments));
    }
}
