package dev.tocsin.classify.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the corpus where it lies. */
public final class Corpus {

    /** What may be learned from, what thresholds are set on, and what is only measured on. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST;

        Path directory() {
            return DIRECTORY.resolve(name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    public static final Path DIRECTORY = Path.of(System.getProperty("tocsin.corpus", "src/test/corpus"));

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Corpus() {}

    /** In the order of the files' names and lines. */
    public static List<CorpusItem> read(Part part) {
        List<CorpusItem> items = new ArrayList<>();
        for (Path file : files(part)) {
            items.addAll(read(file));
        }
        return items;
    }

    public static List<Path> files(Part part) {
        try (Stream<Path> files = Files.list(part.directory())) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The corpus is not at " + DIRECTORY.toAbsolutePath(), e);
        }
    }

    public static List<CorpusItem> read(Path file) {
        try {
            List<CorpusItem> items = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                items.add(JSON.readValue(line, CorpusItem.class));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
