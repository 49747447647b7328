package dev.tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void withoutOptionsEverythingRunsOnTheDocumentedPorts() throws Exception {
        assertThat(CommandLine.parse(List.of())).isEqualTo(new CommandLine(0, true, false, false));
    }

    @Test
    void everyOptionIsTakenInAnyOrder() throws Exception {
        assertThat(CommandLine.parse(List.of("--fresh", "--port-offset", "100", "--no-demo")))
                .isEqualTo(new CommandLine(100, false, true, false));
        assertThat(CommandLine.parse(List.of("--port-offset=7"))).isEqualTo(new CommandLine(7, true, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port-offset=-1", "--port-offset=56443", "--port-offset=ten", "--port-offset="})
    void offsetThatNoPortCouldHaveIsRefusedWithTheRange(String argument) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageContaining("from 0 to 56442");
    }

    @Test
    void offsetWithoutNumberIsRefused() {
        assertThatThrownBy(() -> CommandLine.parse(List.of("--port-offset"))).isInstanceOf(CommandLine.Misuse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--demo", "start", "-x"})
    void unknownOptionIsNamed(String argument) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(argument)))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageContaining(argument);
    }

    @Test
    void usageNamesEveryOptionSoThatTheScriptKnowsThem() {
        assertThat(CommandLine.usage()).contains("\n  --port-offset ", "\n  --no-demo ", "\n  --fresh ", "\n  --help ");
    }
}
