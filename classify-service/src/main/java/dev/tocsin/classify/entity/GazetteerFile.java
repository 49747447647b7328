package dev.tocsin.classify.entity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a gazetteer of ours: tab-separated, {@code #} begins a comment line, {@code |} parts names. */
final class GazetteerFile {

    private GazetteerFile() {}

    /** Every line's columns; missing ones at the end are empty. */
    static List<String[]> rows(String name, int columns) {
        String resource = "/gazetteer/" + name;
        try (InputStream in = GazetteerFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The gazetteer %s is not in the jar".formatted(resource));
            }
            List<String[]> rows = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(columns(line, columns, resource));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(String column) {
        List<String> names = new ArrayList<>();
        for (String name : column.split("\\|")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private static String[] columns(String line, int columns, String resource) {
        String[] found = line.split("\t", -1);
        if (found.length > columns) {
            throw new IllegalStateException(
                    "%s: %d columns where %d are known: %s".formatted(resource, found.length, columns, line));
        }
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = i < found.length ? found[i].strip() : "";
        }
        return row;
    }
}
