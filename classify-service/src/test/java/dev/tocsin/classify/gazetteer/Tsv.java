package dev.tocsin.classify.gazetteer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The gazetteer's own files: tab-separated, {@code #} begins a comment line, {@code |} parts names. */
final class Tsv {

    private Tsv() {}

    static List<String[]> rows(Path file, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] row = Arrays.copyOf(line.split("\t", -1), columns);
                for (int i = 0; i < columns; i++) {
                    row[i] = row[i] == null ? "" : row[i].strip();
                }
                rows.add(row);
            }
        }
        return rows;
    }

    static List<String> names(String column) {
        return Arrays.stream(column.split("\\|"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
