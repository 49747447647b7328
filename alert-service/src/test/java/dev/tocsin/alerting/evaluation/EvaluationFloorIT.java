package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.alerting.evaluation.Shuffles.Different;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No change may make event identity worse: every figure of {@code floor.properties} keeps above its floor, and those whose
 * names end in {@code .max} below it.
 */
class EvaluationFloorIT {

    private static final Arrivals ARRIVALS = Arrivals.asInProduction();
    private static final int SHUFFLES = 50;
    private static final String PROBE = "probe.";

    private static Evaluation evaluation;

    @BeforeAll
    static void read() throws IOException, InterruptedException {
        assumeTrue(Classifier.isBuilt(), "classify-service is not built: " + Classifier.build());
        evaluation = new Evaluation(List.of(Part.TEST), ARRIVALS);
    }

    @Test
    void noFigureFallsBelowItsFloor() throws IOException {
        Map<String, Double> figures = new HashMap<>(new Measures(evaluation.pools()).figures());
        Probe probe = evaluation.probe();
        if (probe != null) {
            figures.put(PROBE + "merged", (double) probe.right(true));
            figures.put(PROBE + "apart", (double) probe.right(false));
        }

        List<String> fallen = fallen(floors(), figures);

        assertThat(fallen)
                .as(
                        "alert-service/evaluate shows every mistake. Mend what the change has broken: a floor only moves up")
                .isEmpty();
    }

    @Test
    void noOrderOfArrivalMakesOtherAlerts() {
        List<Pool> pools = evaluation.pools();

        List<Different> different = pools.stream()
                .map(pool ->
                        new Shuffles(pool.reports(), ARRIVALS).different(SHUFFLES, new Progress("Shuffling", SHUFFLES)))
                .flatMap(List::stream)
                .toList();

        assertThat(different).as("orders that give other alerts").isEmpty();
    }

    @Test
    void alikeReportsFindEachOtherHoweverTheyArrive() {
        assertThat(evaluation.pools().stream().map(Pool::unfound).flatMap(List::stream))
                .as("groups that arrival and sorting all at once make differently")
                .isEmpty();
    }

    private static List<String> fallen(Properties floors, Map<String, Double> figures) {
        List<String> fallen = new ArrayList<>();
        for (String name : new TreeSet<>(floors.stringPropertyNames())) {
            double floor = Double.parseDouble(floors.getProperty(name));
            Double value = figures.get(name);
            if (value == null && !Probe.isHere() && name.startsWith(PROBE)) {
                System.out.printf("%-22s skipped: the pairs of headlines are not here%n", name);
            } else if (value == null) {
                fallen.add("%s is not measured; its floor is %.3f".formatted(name, floor));
            } else {
                System.out.printf("%-22s %.3f, floor %.3f%n", name, value, floor);
                if (name.endsWith(".max") ? value > floor : value < floor) {
                    fallen.add("%s is %.3f, beyond its floor of %.3f".formatted(name, value, floor));
                }
            }
        }
        return fallen;
    }

    private static Properties floors() throws IOException {
        Properties floors = new Properties();
        try (InputStream in =
                Objects.requireNonNull(EvaluationFloorIT.class.getResourceAsStream("/evaluation/floor.properties"))) {
            floors.load(in);
        }
        return floors;
    }
}
