package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private final Map<String, byte[]> files = new TreeMap<>(Map.of("a", bytes("one"), "b", bytes("two")));

    @Test
    void theSameFilesHaveTheSameFingerprintInWhateverOrder() {
        assertThat(of("b", "a")).isEqualTo(of("a", "b")).matches("[0-9a-f]{8}");
    }

    @Test
    void aChangedByteChangesIt() {
        String before = of("a", "b");

        files.put("b", bytes("twp"));

        assertThat(of("a", "b")).isNotEqualTo(before);
    }

    @Test
    void anotherNameChangesIt() {
        files.put("c", bytes("two"));

        assertThat(of("a", "c")).isNotEqualTo(of("a", "b"));
    }

    @Test
    void aByteThatWandersIntoTheNextFileChangesIt() {
        String before = of("a", "b");

        files.put("a", bytes("onet"));
        files.put("b", bytes("wo"));

        assertThat(of("a", "b")).isNotEqualTo(before);
    }

    /** A card or a note changes none. */
    @Test
    void everyFileThatCanChangeAVerdictIsHashed() {
        Stream<String> found = Stream.of("model", "rules", "gazetteer")
                .map(RESOURCES::resolve)
                .flatMap(FingerprintTest::in)
                .map(path -> RESOURCES.relativize(path).toString().replace('\\', '/'))
                .filter(name -> !name.endsWith(".md"));

        assertThat(found).containsExactlyInAnyOrderElementsOf(Fingerprint.names());
    }

    @Test
    void theVersionNamesTheFilesAsTheyLieInTheSources() {
        String hashed = Fingerprint.of(Fingerprint.names(), name -> read(RESOURCES.resolve(name)));

        assertThat(Fingerprint.ofTheJar()).isEqualTo(hashed);
    }

    private String of(String... names) {
        return Fingerprint.of(List.of(names), name -> Objects.requireNonNull(files.get(name)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<Path> in(Path folder) {
        try {
            return Files.list(folder);
        } catch (IOException e) {
            throw new AssertionError(folder + " cannot be listed", e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
