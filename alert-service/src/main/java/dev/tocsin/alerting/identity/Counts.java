package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many of what two reports speak of: 10,000 miners are not 20,000 miners. */
final class Counts {
    /** Reports round: "nearly three tonnes", "2.9 t". */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.1");

    /** What a correction may take off or add. */
    private static final BigDecimal CORRECTION = new BigDecimal("0.35");

    private static final int LONGEST_SYMBOL = 3;
    private static final int AGREEMENT = 2;
    private static final int DIFFERENCE = 3;
    private static final int CORRECTED = 1;

    private Counts() {}

    /**
     * Both count the same thing: a number in common speaks for one event, and none near another for two. Figures are
     * corrected, so only one that is far off, and the only one on both sides, forbids.
     */
    static Sign compare(Traits a, Traits b) {
        boolean agree = false;
        int difference = 0;
        String differ = "";
        for (Map.Entry<String, List<BigDecimal>> entry : a.counts().entrySet()) {
            List<BigDecimal> ones = entry.getValue();
            List<BigDecimal> others = b.counts().getOrDefault(entry.getKey(), List.of());
            if (others.isEmpty()) {
                continue;
            }
            if (meet(ones, others, TOLERANCE)) {
                agree = true;
                continue;
            }
            boolean corrected = meet(ones, others, CORRECTION);
            if (!corrected && ones.size() == 1 && others.size() == 1) {
                return new Sign.Contradiction("they count differently: " + entry.getKey());
            }
            difference = Math.max(difference, corrected ? CORRECTED : DIFFERENCE);
            differ = entry.getKey();
        }
        if (difference > 0) {
            return agree ? Sign.NONE : new Sign.Weight(-difference, "they count differently: " + differ);
        }
        return agree ? new Sign.Weight(AGREEMENT, "they count alike") : Sign.NONE;
    }

    private static boolean meet(List<BigDecimal> ones, List<BigDecimal> others, BigDecimal tolerance) {
        return ones.stream().anyMatch(x -> others.stream().anyMatch(y -> near(x, y, tolerance)));
    }

    static Map<String, List<BigDecimal>> of(EventReported report) {
        Map<String, List<BigDecimal>> byThing = new HashMap<>();
        for (Quantity quantity : report.quantities()) {
            String unit = quantity.unit();
            // "3 t" and "3 USD" of whatever; "1 company" is who acts.
            boolean counted = unit.length() > LONGEST_SYMBOL || unit.equals("NFT");
            if (!counted || quantity.value().compareTo(BigDecimal.ONE) > 0) {
                byThing.computeIfAbsent(Names.normalise(unit), thing -> new ArrayList<>())
                        .add(quantity.value());
            }
        }
        byThing.replaceAll((thing, values) ->
                values.stream().map(BigDecimal::stripTrailingZeros).distinct().toList());
        return byThing;
    }

    private static boolean near(BigDecimal x, BigDecimal y, BigDecimal tolerance) {
        return x.subtract(y).abs().compareTo(x.abs().max(y.abs()).multiply(tolerance)) <= 0;
    }
}
