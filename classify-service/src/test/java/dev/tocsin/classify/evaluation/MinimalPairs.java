package dev.tocsin.classify.evaluation;

import dev.tocsin.classify.corpus.CorpusEvent;
import dev.tocsin.classify.corpus.CorpusItem;
import dev.tocsin.classify.report.EventReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pairs of items that differ in one thing: both must be read right, and the thing with them. */
final class MinimalPairs {

    private final Agreement agreement;

    MinimalPairs(Agreement agreement) {
        this.agreement = agreement;
    }

    /** By what the pairs differ in: how many there are, how many have the categories right, and how many all of it. */
    Map<String, int[]> counts(List<Reading> readings) {
        Map<String, List<Reading>> pairs = new TreeMap<>();
        for (Reading reading : readings) {
            CorpusItem item = reading.item();
            if (item.pair() != null) {
                pairs.computeIfAbsent(item.pair(), name -> new ArrayList<>()).add(reading);
            }
        }
        Map<String, int[]> counts = new TreeMap<>();
        // Of a bilingual pair only one half is in one language's readings.
        pairs.values().removeIf(pair -> pair.size() < 2);
        for (List<Reading> pair : pairs.values()) {
            int[] of = counts.computeIfAbsent(String.valueOf(pair.get(0).item().dimension()), name -> new int[3]);
            of[0]++;
            of[1] += pair.stream().allMatch(MinimalPairs::isSeen) ? 1 : 0;
            of[2] += pair.stream().allMatch(this::isRight) ? 1 : 0;
        }
        return counts;
    }

    private static boolean isSeen(Reading reading) {
        return reading.wanted().equals(reading.found());
    }

    boolean isRight(Reading reading) {
        String dimension = String.valueOf(reading.item().dimension());
        List<Matching.Pair> told = Matching.of(reading, agreement).pairs();
        return isSeen(reading)
                && reading.item().events().stream()
                        .allMatch(event -> told.stream()
                                .filter(pair -> pair.event() == event)
                                .anyMatch(pair -> isRight(dimension, event, pair.report())));
    }

    private boolean isRight(String dimension, CorpusEvent event, EventReport report) {
        return switch (dimension) {
            case "province" -> report.jurisdictions().containsAll(event.jurisdictions());
            case "city" -> event.city() == null || Fields.isIn(event.city(), report);
            case "actor" ->
                event.actors().isEmpty()
                        || agreement.names().anySame(event.actors().subList(0, 1), report.actors());
            case "status" -> event.status() == report.status();
            case "quantity" ->
                event.quantities().stream()
                        .allMatch(wanted ->
                                report.quantities().stream().anyMatch(found -> Fields.areSame(wanted, found)));
            case "language" ->
                report.jurisdictions().containsAll(event.jurisdictions()) && event.status() == report.status();
            case "direction", "from-to" ->
                (event.from() == null || Codes.areCompatible(event.from(), report.from()))
                        && (event.to() == null || Codes.areCompatible(event.to(), report.to()));
            default -> true;
        };
    }
}
