package dev.tocsin.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The end of a log: what a person needs first when its writer has died. Other threads may have gone on writing after the one
 * that failed, so the last cause that was logged leads if it is not in the end.
 */
public final class LogTail {
    private static final String CAUSE = "Caused by: ";

    private LogTail() {}

    public static List<String> of(Path log, int count) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int from = Math.max(0, lines.size() - count);
            List<String> end = lines.subList(from, lines.size());
            return lines.subList(0, from).stream()
                    .filter(line -> line.startsWith(CAUSE))
                    .reduce((one, later) -> later)
                    .filter(cause -> end.stream().noneMatch(line -> line.startsWith(CAUSE)))
                    .map(cause ->
                            Stream.concat(Stream.of(cause, "\t…"), end.stream()).toList())
                    .orElse(end);
        } catch (IOException unreadable) {
            return List.of("(" + log + " cannot be read)");
        }
    }
}
