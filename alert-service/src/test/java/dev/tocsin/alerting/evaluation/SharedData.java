package dev.tocsin.alerting.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real news to check against, which belongs to its publishers and lies beside the project, where it lies at all. */
final class SharedData {

    private static final Path DIRECTORY = Path.of(System.getProperty("tocsin.shared.data", "../../shared/data"));

    private SharedData() {}

    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    static boolean isHere(String name) {
        return Files.isReadable(file(name));
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
