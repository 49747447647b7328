package dev.tocsin.alerting.evaluation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The story groups that were written for this. */
final class Stories {

    static final Path DIRECTORY = Path.of("src", "test", "resources", "stories");

    private static final ObjectReader READER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Story.class);

    private Stories() {}

    /** Those of one part; none where its files are not there. */
    static List<Story> of(Part part) {
        List<Story> stories = new ArrayList<>();
        for (String hand : new TreeSet<>(part.hands())) {
            Path file = DIRECTORY.resolve(hand + ".jsonl");
            if (Files.exists(file)) {
                stories.addAll(read(file));
            }
        }
        return stories;
    }

    private static List<Story> read(Path file) {
        try {
            List<Story> stories = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                stories.add(read(lines.get(i), file + ", line " + (i + 1)));
            }
            return stories;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Story read(String line, String where) {
        try {
            return READER.readValue(line);
        } catch (IOException e) {
            throw new UncheckedIOException(where + " is no story: " + e.getMessage(), e);
        }
    }
}
