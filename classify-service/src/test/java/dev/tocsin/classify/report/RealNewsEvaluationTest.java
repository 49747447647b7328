package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.classify.category.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Measures the categories on real headlines and leads, where they are to be had. A claim that is taken back (a rejected
 * bill, a denied move) is no event of its category here, as the reader who labelled them held it.
 */
class RealNewsEvaluationTest {

    private static final Path NEWS = Path.of(System.getProperty("tocsin.shared.data", "."), "real-news-dev.jsonl");

    /** What the first rules reach, with some room: a change that falls below it has broken something. */
    private static final double FLOOR = 0.90;

    private static final String NONE = "none";

    private static final class Score {
        private int right;
        private int wrong;
        private int missed;

        double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        double f1() {
            return 2.0 * right / Math.max(1, 2 * right + wrong + missed);
        }
    }

    @Test
    void macroF1KeepsAboveItsFloorInBothLanguages() throws IOException {
        assumeTrue(Files.isReadable(NEWS), "The real news is not here: " + NEWS);
        Map<String, Map<String, Score>> scores = new TreeMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(NEWS)) {
            JsonNode item = json.readTree(line);
            if (!item.get("doubtful").asBoolean()) {
                score(item, scores.computeIfAbsent(item.get("language").asText(), language -> new TreeMap<>()));
            }
        }

        scores.forEach(RealNewsEvaluationTest::print);

        assertThat(scores).containsOnlyKeys("en", "zh");
        scores.forEach((language, ofLanguage) ->
                assertThat(macroF1(ofLanguage)).as(language).isGreaterThan(FLOOR));
    }

    private static void score(JsonNode item, Map<String, Score> scores) {
        Set<String> wanted = new TreeSet<>();
        item.get("categories").forEach(category -> wanted.add(category.asText()));
        Set<String> found = Articles.reports(Articles.article(
                        item.get("title").asText(),
                        item.get("text").asText(),
                        LocalDate.parse(item.get("published").asText())
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()))
                .stream()
                .filter(report -> !report.status().isTakenBack())
                .map(report -> report.category().word())
                .collect(Collectors.toCollection(TreeSet::new));
        for (Category category : Category.values()) {
            count(scores, category.word(), found.contains(category.word()), wanted.contains(category.word()));
        }
        count(scores, NONE, found.isEmpty(), wanted.isEmpty());
    }

    private static void count(Map<String, Score> scores, String label, boolean found, boolean wanted) {
        Score score = scores.computeIfAbsent(label, name -> new Score());
        score.right += found && wanted ? 1 : 0;
        score.wrong += found && !wanted ? 1 : 0;
        score.missed += !found && wanted ? 1 : 0;
    }

    /** Over the labels that the language's items hold at all. */
    private static double macroF1(Map<String, Score> scores) {
        return scores.values().stream()
                .filter(score -> score.right + score.missed > 0)
                .mapToDouble(Score::f1)
                .average()
                .orElse(0);
    }

    private static void print(String language, Map<String, Score> scores) {
        scores.forEach((label, score) -> System.out.printf(
                "%s %-16s right %3d wrong %2d missed %2d precision %.2f recall %.2f F1 %.3f%n",
                language,
                label,
                score.right,
                score.wrong,
                score.missed,
                score.precision(),
                score.recall(),
                score.f1()));
        System.out.printf("%s macro-F1 %.3f%n", language, macroF1(scores));
    }
}
