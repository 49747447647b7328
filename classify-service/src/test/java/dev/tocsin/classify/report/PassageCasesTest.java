package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.entity.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Short passages of every category, status and veto, in English and both Chinese scripts: {@code cases/passages.tsv}. */
class PassageCasesTest {

    static Stream<Arguments> passages() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PassageCasesTest.class.getResourceAsStream("/cases/passages.tsv"))) {
            List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            return lines.stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        int tab = line.indexOf('\t');
                        return Arguments.of(line.substring(0, tab), line.substring(tab + 1));
                    });
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("passages")
    void passageTellsWhatAReaderFindsInIt(String expected, String passage) {
        List<EventReport> reports = Articles.reports("…", passage);

        assertThat(reports).hasSize(expected.equals("none") ? 0 : 1);
        for (EventReport report : reports) {
            String[] facts = expected.split(" ");
            assertThat(report.category().word()).isEqualTo(facts[0]);
            assertThat(report.status().word()).isEqualTo(facts[1]);
            if (facts.length > 2) {
                assertThat(String.join("+", report.jurisdictions())).isEqualTo(facts[2]);
            }
            if (facts.length > 3) {
                assertThat(report.actors()).extracting(Actor::id).contains(facts[3]);
            }
            assertThat(report.evidence().get(0).quote()).isEqualTo(passage);
        }
    }
}
