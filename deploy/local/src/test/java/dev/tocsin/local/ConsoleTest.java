package dev.tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void withoutTerminalThereIsOnePlainLineForEachReadyPart() {
        Console console = console(false);

        console.starting("Kafka");
        console.starting("PostgreSQL");
        console.ready("Kafka", Duration.ofMillis(2_340), "127.0.0.1:9092");

        assertThat(written()).isEqualTo("  ✓ Kafka                2.3 s  127.0.0.1:9092" + System.lineSeparator());
    }

    @Test
    void onTerminalTheLastLineSaysWhatIsWaitedFor() {
        Console console = console(true);

        console.starting("Kafka");
        console.starting("PostgreSQL");
        console.ready("Kafka", Duration.ofSeconds(2), "127.0.0.1:9092");

        assertThat(written()).endsWith("… PostgreSQL\u001b[0m");
    }

    private Console console(boolean terminal) {
        return new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, terminal);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
