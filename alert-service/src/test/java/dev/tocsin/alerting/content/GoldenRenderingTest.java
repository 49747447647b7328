package dev.tocsin.alerting.content;

import static dev.tocsin.alerting.content.Samples.THEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What receivers see, for people to read. After a change that is meant, {@code -Dcontent.golden.write=true} writes the files
 * anew; the difference is then to be read before it is committed.
 */
class GoldenRenderingTest {
    private static final Path FOLDER = Path.of("src/test/resources/content");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> contentsAndLanguages() {
        return Arrays.stream(Content.values())
                .flatMap(content -> Arrays.stream(Language.values())
                        .filter(language -> content.isChat() || language == Language.EN)
                        .map(language -> Arguments.of(content, language)));
    }

    @ParameterizedTest
    @MethodSource("contentsAndLanguages")
    void messagesLookAsWrittenDown(Content content, Language language) throws IOException {
        ObjectNode rendered = JSON.createObjectNode();
        for (Map.Entry<String, Samples.Sample> sample : Samples.all().entrySet()) {
            byte[] body = content.render(
                    language, sample.getValue().type(), THEN, sample.getValue().data());
            rendered.set(sample.getKey(), JSON.readTree(body));
        }

        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rendered) + "\n";
        Path golden =
                FOLDER.resolve(content.wireName() + (content.isChat() ? "." + language.wireName() : "") + ".json");
        if (Boolean.getBoolean("content.golden.write")) {
            Files.writeString(golden, text);
        }
        assertThat(text.replace("\r", "")).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("contentsAndLanguages")
    void sameMessageIsTheSameBytesAndNamesTocsinToPeople(Content content, Language language) {
        for (Samples.Sample sample : Samples.all().values()) {
            byte[] body = content.render(language, sample.type(), THEN, sample.data());

            assertThat(content.render(language, sample.type(), THEN, sample.data()))
                    .isEqualTo(body);
            if (content.isChat()) {
                assertThat(new String(body, StandardCharsets.UTF_8)).contains("Tocsin");
            }
        }
    }
}
