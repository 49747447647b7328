package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many of what two reports speak of: 10,000 miners are not 20,000 miners. */
final class Counts {
    /** Reports round: "nearly three tonnes", "2.9 t". */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.1");

    private static final int LONGEST_SYMBOL = 3;

    private Counts() {}

    /** What sets the two apart, or null: both count the same thing, and no number of the one is near one of the other. */
    static @Nullable String contradiction(EventReported a, EventReported b) {
        Map<String, List<BigDecimal>> ofA = byThing(a);
        Map<String, List<BigDecimal>> ofB = byThing(b);
        for (Map.Entry<String, List<BigDecimal>> entry : ofA.entrySet()) {
            List<BigDecimal> others = ofB.getOrDefault(entry.getKey(), List.of());
            boolean meet =
                    entry.getValue().stream().anyMatch(x -> others.stream().anyMatch(y -> near(x, y)));
            if (!others.isEmpty() && !meet) {
                return "they count differently: " + entry.getKey();
            }
        }
        return null;
    }

    private static Map<String, List<BigDecimal>> byThing(EventReported report) {
        Map<String, List<BigDecimal>> byThing = new HashMap<>();
        for (Quantity quantity : report.quantities()) {
            String of = quantity.of() == null ? "" : Names.normalise(quantity.of());
            // "3 t" of nothing named may be anything; "26 projects" names its thing by the unit.
            if (!of.isEmpty() || quantity.unit().length() > LONGEST_SYMBOL) {
                byThing.computeIfAbsent(
                                (Names.normalise(quantity.unit()) + " " + of).strip(), thing -> new ArrayList<>())
                        .add(quantity.value());
            }
        }
        return byThing;
    }

    private static boolean near(BigDecimal x, BigDecimal y) {
        return x.subtract(y).abs().compareTo(x.abs().max(y.abs()).multiply(TOLERANCE)) <= 0;
    }
}
