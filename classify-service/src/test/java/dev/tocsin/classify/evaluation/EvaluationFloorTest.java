package dev.tocsin.classify.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No change may make the classifier worse: every figure of {@code floor.properties} keeps above its floor. */
class EvaluationFloorTest {

    @Test
    void noFigureFallsBelowItsFloor() throws IOException {
        Properties floors = floors();
        Map<String, Double> figures = new HashMap<>();
        for (View view : new Evaluation().views(Evaluation.LANGUAGES)) {
            view.figures().forEach((name, value) -> figures.put(view.name() + "." + name, value));
        }

        List<String> fallen = fallen(floors, figures);

        assertThat(fallen)
                .as(
                        "classify-service/evaluate shows every mistake. Mend what the change has broken: a floor only moves up")
                .isEmpty();
    }

    private static List<String> fallen(Properties floors, Map<String, Double> figures) {
        List<String> fallen = new ArrayList<>();
        for (String name : new TreeSet<>(floors.stringPropertyNames())) {
            double floor = Double.parseDouble(floors.getProperty(name));
            Double value = figures.get(name);
            if (value == null && !RealNews.isHere() && name.startsWith(Evaluation.REAL)) {
                System.out.printf("%-46s skipped: the real news is not here%n", name);
            } else if (value == null) {
                fallen.add("%s is not measured; its floor is %.3f".formatted(name, floor));
            } else {
                System.out.printf("%-46s %.3f, floor %.3f%n", name, value, floor);
                if (value < floor) {
                    fallen.add("%s is %.3f, below its floor of %.3f".formatted(name, value, floor));
                }
            }
        }
        return fallen;
    }

    private static Properties floors() throws IOException {
        Properties floors = new Properties();
        try (InputStream in =
                Objects.requireNonNull(EvaluationFloorTest.class.getResourceAsStream("/evaluation/floor.properties"))) {
            floors.load(in);
        }
        return floors;
    }
}
