package dev.tocsin.alerting.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

    @Test
    void whatMovesCursorsTurnsTheDirectionOrHidesIsGone() {
        String hostile =
                "A\u001B[31mred\u001B[0m \u001B]0;title\u0007b\u009B2Jc\u0000d\u202Egnp.exe\u2066\u200B\uFEFF\uDB40\uDC41"
                        + "\r\nnext\tline\u2028end";

        assertThat(CleanText.line(hostile)).isEqualTo("Ared bc dgnp.exe next line end");
    }

    @Test
    void halvesOfCharactersAreReplacedAndEmojiStayWhole() {
        assertThat(CleanText.line("a\uD83Db\uDE00c")).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(CleanText.line("👩\u200D👩\u200D👧 矿")).isEqualTo("👩\u200D👩\u200D👧 矿");
    }

    @Test
    void cutFallsBetweenWhatPeopleSeeAsCharacters() {
        assertThat(CleanText.line("ab👩\u200D👩\u200D👧cd", 6)).isEqualTo("ab…");
        assertThat(CleanText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(CleanText.line("😀".repeat(10), 4)).isEqualTo("😀😀😀…");
        assertThat(CleanText.line("a" + "\u0301".repeat(5_000), 10))
                .startsWith("a\u0301")
                .hasSize(10);
        assertThat(CleanText.line("abc", 0)).isEmpty();
    }

    @Test
    void textWithoutEndIsCutInTime() {
        String text = CleanText.line("\u001B]" + "x".repeat(5_000_000), 10);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/b?c=d&e=%41, https://a.example/b?c=d&e=%41",
        "https://a.example:8443/(x)[y]*|>\"'`, https://a.example:8443/%28x%29%5By%5D%2A%7C%3E%22%27%60",
        "https://例子.example/矿, https://xn--fsqu00a.example/%E7%9F%BF"
    })
    void linkIsEncodedSoThatNoMarkupIsBrokenByIt(String url, String link) {
        assertThat(CleanText.link(url, 200)).contains(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://bank.example@evil.example/",
                "https://a b.example/",
                "https:///x",
                "data:text/html,x",
                "https://<b>.example/",
                "//a.example",
                ""
            })
    void whatIsNoHonestWebAddressIsNoLink(String url) {
        assertThat(CleanText.link(url, 200)).isEmpty();
    }

    @Test
    void linkThatIsTooLongIsNone() {
        assertThat(CleanText.link("https://a.example/" + "矿".repeat(100), 200)).isEmpty();
    }
}
