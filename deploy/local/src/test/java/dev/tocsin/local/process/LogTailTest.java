package dev.tocsin.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void endIsGivenAsItIs() throws Exception {
        assertThat(LogTail.of(log("one", "two", "three"), 2)).containsExactly("two", "three");
    }

    @Test
    void causeThatOthersWroteBehindLeads() throws Exception {
        Path log = log(
                "ERROR it ends",
                "Caused by: first",
                "\tat x",
                "Caused by: last",
                "\tat y",
                "INFO going on",
                "INFO still");

        assertThat(LogTail.of(log, 2)).containsExactly("Caused by: last", "\t…", "INFO going on", "INFO still");
    }

    @Test
    void causeInTheEndIsNotSaidTwice() throws Exception {
        Path log = log("Caused by: first", "INFO", "Caused by: last", "INFO going on");

        assertThat(LogTail.of(log, 2)).containsExactly("Caused by: last", "INFO going on");
    }

    @Test
    void logThatIsNotThereIsSaid() {
        assertThat(LogTail.of(folder.resolve("none.log"), 2))
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    private Path log(String... lines) throws Exception {
        return Files.write(folder.resolve("some.log"), List.of(lines));
    }
}
