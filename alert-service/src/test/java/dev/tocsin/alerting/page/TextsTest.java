package dev.tocsin.alerting.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.content.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern USED = Pattern.compile("\\{t\\.([a-z_A-Z]+?)(?:\\.fmt\\(|})");
    private static final Pattern BLANKS = Pattern.compile("%[sd]");

    private final Map<String, String> english = Texts.in(Language.EN).all();
    private final Map<String, String> chinese = Texts.in(Language.ZH).all();

    /** Chinese tells no singular from the plural. */
    @Test
    void bothLanguagesSayTheSameThings() {
        Set<String> expected = new TreeSet<>(english.keySet());
        expected.removeIf(key -> key.endsWith("_one"));

        assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(expected);
        assertThat(expected).allSatisfy(key -> {
            assertThat(english.get(key)).isNotBlank();
            assertThat(chinese.get(key)).isNotBlank();
            assertThat(BLANKS.matcher(chinese.get(key)).results().count())
                    .as(key)
                    .isEqualTo(BLANKS.matcher(english.get(key)).results().count());
        });
    }

    @Test
    void templatesSayOnlyWhatThereIs() throws IOException {
        Set<String> used = new HashSet<>();
        try (Stream<Path> templates = Files.list(TEMPLATES)) {
            for (Path template : templates.toList()) {
                Matcher text = USED.matcher(Files.readString(template));
                while (text.find()) {
                    used.add(text.group(1));
                }
            }
        }

        assertThat(used).isNotEmpty().isSubsetOf(english.keySet());
    }

    /** Qute answers these of any map by itself, and would print all texts. */
    @Test
    void noTextHasTheNameOfAMapsOwnProperty() {
        assertThat(english.keySet())
                .doesNotContain(
                        "keys", "values", "keySet", "entrySet", "size", "empty", "isEmpty", "get", "containsKey");
    }

    @Test
    void templatesKeepThePolicyOfNothingInline() throws IOException {
        try (Stream<Path> templates = Files.list(TEMPLATES)) {
            for (Path template : templates.toList()) {
                assertThat(Files.readString(template))
                        .as(template.toString())
                        .doesNotContainPattern(
                                "<style|style=\"|\\son[a-z]+=\"|javascript:|hx-on|<script(?![^>]* src=)");
            }
        }
    }
}
