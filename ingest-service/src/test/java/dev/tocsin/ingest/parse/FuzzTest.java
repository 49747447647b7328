package dev.tocsin.ingest.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept corpus, and seeded mutations of it. Every input that ever failed is kept there. */
@Timeout(60)
class FuzzTest {
    private static final long SEED = 20261130;
    private static final int ROUNDS = 400;
    private static final int HANG_MILLIS = 5_000;
    private static final List<byte[]> PIECES = Stream.of(
                    "<",
                    ">",
                    "&",
                    "&amp;",
                    "]]>",
                    "<![CDATA[",
                    "<!--",
                    "-->",
                    "<?",
                    "?>",
                    "<!DOCTYPE rss [",
                    "]>",
                    "\"",
                    "'",
                    "</item>",
                    "<item>",
                    "<entry>",
                    "</title>",
                    "<title>",
                    "xmlns=''",
                    " xml:base='../../'",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\\u",
                    "年",
                    "é",
                    "\u0000",
                    "2021-06-25T99",
                    "CST",
                    "encoding='gbk'")
            .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
            .toList();

    static Stream<Path> corpus() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void keptInputHoldsAllRules(Path input) throws IOException {
        byte[] document = Files.readAllBytes(input);

        assertThatCode(() -> FeedParserFuzz.fuzzerTestOneInput(document)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void mutatedInputHoldsAllRules(Path input) throws IOException {
        byte[] document = Files.readAllBytes(input);
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutated(document, random);
            long start = System.nanoTime();
            assertThatCode(() -> FeedParserFuzz.fuzzerTestOneInput(mutated))
                    .as("seed %d, round %d of %s", SEED, round, input)
                    .doesNotThrowAnyException();
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as("milliseconds for seed %d, round %d of %s", SEED, round, input)
                    .isLessThan(HANG_MILLIS);
        }
    }

    @Test
    void memoryStaysFlat() {
        List<Path> inputs = corpus().toList();
        Random random = new Random(SEED);
        parse(inputs, random);
        long before = used();

        for (int round = 0; round < 20; round++) {
            parse(inputs, random);
        }

        assertThat(used() - before).isLessThan(4L * 1024 * 1024);
    }

    private static void parse(List<Path> inputs, Random random) {
        for (Path input : inputs) {
            try {
                FeedParserFuzz.fuzzerTestOneInput(mutated(Files.readAllBytes(input), random));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Flips bytes, cuts, doubles and moves stretches, and puts in what parsers stumble over. */
    private static byte[] mutated(byte[] document, Random random) {
        byte[] result = document;
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            int from = random.nextInt(result.length + 1);
            int to = from + random.nextInt(Math.min(200, result.length - from) + 1);
            result = switch (random.nextInt(5)) {
                case 0 -> flipped(result, random);
                case 1 -> spliced(result, from, to, new byte[0]);
                case 2 -> spliced(result, to, to, Arrays.copyOfRange(result, from, to));
                case 3 -> spliced(result, random.nextInt(result.length + 1), -1, Arrays.copyOfRange(result, from, to));
                default -> spliced(result, from, -1, PIECES.get(random.nextInt(PIECES.size())));
            };
        }
        return result;
    }

    private static byte[] flipped(byte[] document, Random random) {
        byte[] result = document.clone();
        if (result.length > 0) {
            result[random.nextInt(result.length)] = (byte) random.nextInt(256);
        }
        return result;
    }

    /** @param to where the rest goes on; -1 where nothing is taken out */
    private static byte[] spliced(byte[] document, int from, int to, byte[] piece) {
        int rest = to < 0 ? from : to;
        byte[] result = Arrays.copyOf(document, from + piece.length + document.length - rest);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(document, rest, result, from + piece.length, document.length - rest);
        return result;
    }
}
