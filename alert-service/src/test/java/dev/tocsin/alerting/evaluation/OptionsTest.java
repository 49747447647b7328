package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void withoutOptionsAllPartsAreMeasured() {
        assertThat(Options.of(List.of())).isEqualTo(new Options(EnumSet.allOf(Part.class), 30, false, 1000, null));
    }

    @Test
    void eachOptionIsHeard() {
        List<String> arguments = List.of(
                "--part", "real", "--part", "test", "--all", "--verdicts", "--shuffles", "0", "--cases", "cases.jsonl");

        assertThat(Options.of(arguments))
                .isEqualTo(new Options(
                        EnumSet.of(Part.TEST, Part.REAL), Integer.MAX_VALUE, true, 0, Path.of("cases.jsonl")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--none", "--part", "--part none", "--shuffles many", "--shuffles -1", "--cases"})
    void whatIsNoOptionIsToldWhatThereIs(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(List.of(line.split(" "))))
                .withMessageContaining(Options.USAGE);
    }
}
