package dev.tocsin.classify.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How far the confidence of reports is to be believed. */
final class Calibration {

    /** Each of the bins holds as many reports as the next (Nguyen and O'Connor 2015). */
    static final int BINS = 10;

    private final List<Said> all;

    private record Said(double confidence, boolean right) {}

    /** Some reports: what they said of themselves on the average, and how many of them were right. */
    record Bin(int reports, double confidence, double right) {
        double gap() {
            return Math.abs(confidence - right);
        }
    }

    Calibration(List<Matching> matchings) {
        List<Said> said = new ArrayList<>();
        for (Matching matching : matchings) {
            matching.pairs().forEach(pair -> said.add(new Said(pair.report().confidence(), pair.isRight())));
            matching.extra().forEach(report -> said.add(new Said(report.confidence(), false)));
        }
        said.sort(Comparator.comparingDouble(Said::confidence));
        this.all = List.copyOf(said);
    }

    int reports() {
        return all.size();
    }

    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            List<Said> bin = all.subList(all.size() * i / BINS, all.size() * (i + 1) / BINS);
            if (!bin.isEmpty()) {
                bins.add(new Bin(
                        bin.size(),
                        bin.stream().mapToDouble(Said::confidence).average().orElse(0),
                        bin.stream()
                                .mapToDouble(said -> said.right() ? 1 : 0)
                                .average()
                                .orElse(0)));
            }
        }
        return bins;
    }

    double expectedError() {
        return bins().stream().mapToDouble(bin -> bin.gap() * bin.reports()).sum() / all.size();
    }

    double brier() {
        return all.stream()
                .mapToDouble(said -> Math.pow(said.confidence() - (said.right() ? 1 : 0), 2))
                .average()
                .orElse(Double.NaN);
    }
}
