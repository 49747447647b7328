package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.alerting.evaluation.Cases.Case;
import dev.tocsin.alerting.feedback.FeedbackCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {

    private final Cases cases = new Cases(Arrivals.asInProduction());

    @TempDir
    Path directory;

    @Test
    void whatIsExportedIsRead() throws IOException {
        List<Case> read = cases.read(FeedbackCases.FILE);

        assertThat(read).extracting(Case::isDuplicate).containsExactly(true, true, false, false);
        assertThat(read).extracting(Case::isMended).containsExactly(true, false, false, false);
        assertThat(read).extracting(Case::isWrong).containsExactly(false, false, true, false);
        assertThat(read.get(1)).asString().isEqualTo("""
                        CASE duplicate, alr_00000000000000000000000003 of 2021-06-22T09:30:00Z: 2 alerts
                            this  Slate Compute leaves for Kazakhstan
                            other Teal Harbour Mining ships its first rigs to Kazakhstan""");
    }

    @Test
    void aDuplicateOfWhatHasNoReportsAnyMoreTellsNothing() throws IOException {
        Path file = file("{\"verdict\": \"duplicate\", \"reports\": [], \"otherReports\": []}");

        assertThat(cases.read(file)).extracting(Case::isDuplicate).containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "{}",
                "{\"verdict\": \"lost\", \"reports\": [], \"otherReports\": []}",
                "{\"verdict\": \"duplicate\"}",
                "{\"verdict\": \"duplicate\", \"reports\": []}",
                "{\"verdict\": \"duplicate\", \"reports\": [{}], \"otherReports\": []}"
            })
    void whatIsNoCaseIsToldByItsLine(String row) throws IOException {
        Path file = file(FeedbackCases.lines().get(0) + "\n" + row + "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cases.read(file))
                .withMessageContaining("line 2 is no case");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("cases.jsonl"), text);
    }
}
