package dev.tocsin.system.manifest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of the machine, which may not be there. */
record Tool(List<String> command) {

    /** The first of these that is on the PATH; each is a program and its first arguments, divided by blanks. */
    static Optional<Tool> anyOf(String... candidates) {
        return Arrays.stream(candidates)
                .map(candidate -> List.of(candidate.split(" ")))
                .filter(command -> isOnThePath(command.get(0)))
                .map(Tool::new)
                .findFirst();
    }

    /**
     * Runs it to its end.
     *
     * @return what it has written to its standard output
     * @throws IllegalStateException if it fails or takes longer than a minute and a half, with what it complained of
     */
    String run(Path folder, String... arguments) {
        List<String> line = new java.util.ArrayList<>(command);
        line.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("tool-", ".out");
            Path complaints = Files.createTempFile("tool-", ".err");
            try {
                Process process = new ProcessBuilder(line)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(complaints.toFile())
                        .start();
                boolean ended = process.waitFor(90, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", line)
                            + (ended ? " fails: " : " does not end: ")
                            + Files.readString(complaints));
                }
                return Files.readString(output, StandardCharsets.UTF_8);
            } finally {
                Files.delete(output);
                Files.delete(complaints);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isOnThePath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder.isEmpty() ? "." : folder, program))
                .anyMatch(Files::isExecutable);
    }
}
