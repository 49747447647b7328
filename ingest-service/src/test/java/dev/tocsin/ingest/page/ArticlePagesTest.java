package dev.tocsin.ingest.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much of an article is found, and how little else, on pages that were written for this without a look at the
 * extractor. Measured as the article extraction benchmark of Scrapinghub does it: F1 over runs of four words (of Chinese,
 * four characters), averaged over pages.
 */
class ArticlePagesTest {

    private static final Path PAGES = Path.of("src/test/resources/pages");

    /** What Mozilla's Readability reaches there on English pages. */
    private static final double FLOOR = 0.945;

    private static final int RUN = 4;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void articlesAreFoundWholeAndAlone(String language) throws IOException {
        List<Double> f1 = new ArrayList<>();
        for (Path html : pages(language)) {
            Path expected = Path.of(html.toString().replaceFirst("\\.html$", ".txt"));
            String found = ArticlePage.read(Files.readString(html), "https://news.example/1")
                    .text();
            double figure = f1(Files.readString(expected), found);
            f1.add(figure);
            System.out.printf(Locale.ROOT, "  %.3f %s%n", figure, html.getFileName());
        }
        double mean = f1.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        System.out.printf(Locale.ROOT, "main text, %s: F1 %.3f over %d pages%n", language, mean, f1.size());

        assertThat(mean).isGreaterThanOrEqualTo(FLOOR);
    }

    private static List<Path> pages(String language) throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.getFileName().toString().matches(language + ".*\\.html"))
                    .sorted()
                    .toList();
        }
    }

    private static double f1(String expected, String found) {
        Map<String, Integer> wanted = runs(expected);
        Map<String, Integer> got = runs(found);
        if (wanted.isEmpty() || got.isEmpty()) {
            return wanted.isEmpty() && got.isEmpty() ? 1 : 0;
        }
        int shared = wanted.entrySet().stream()
                .mapToInt(run -> Math.min(run.getValue(), got.getOrDefault(run.getKey(), 0)))
                .sum();
        double precision = (double) shared / sum(got);
        double recall = (double) shared / sum(wanted);
        return shared == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static int sum(Map<String, Integer> runs) {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> runs(String text) {
        String words = text.replaceAll("(?m)^(?:## |- )", "").replaceAll("([\\p{IsHan}])", " $1 ");
        String[] all = words.strip().isEmpty() ? new String[0] : words.strip().split("[^\\p{L}\\p{N}]+");
        Map<String, Integer> runs = new HashMap<>();
        for (int i = 0; i + RUN <= all.length; i++) {
            runs.merge(String.join(" ", List.of(all).subList(i, i + RUN)), 1, Integer::sum);
        }
        return runs;
    }
}
