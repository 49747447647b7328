package dev.tocsin.alerting.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of this machine, if it has it. */
final class Program {

    private Program() {}

    /** What it printed; empty when it is not there, fails or takes too long. */
    static Optional<String> run(Duration limit, byte[] input, List<String> command) throws Exception {
        Path in = Files.createTempFile("program", ".in");
        Path out = Files.createTempFile("program", ".out");
        try {
            Files.write(in, input);
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(out, StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
