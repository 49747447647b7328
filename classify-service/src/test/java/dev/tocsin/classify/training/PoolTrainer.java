package dev.tocsin.classify.training;

import dev.tocsin.classify.training.LogisticRegression.Row;
import dev.tocsin.classify.voice.Pool;
import dev.tocsin.classify.voice.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Learns how much each signal is worth, on sentences that no voice has learned from. */
final class PoolTrainer {

    private static final double C = 0.3;

    /**
     * The share of the accepted sentences that the gate may lose. Were it to lose none, it would stand where the oddest
     * sentence of a few hundred happens to, which lets everything through.
     */
    private static final double LOST = 0.01;

    private final List<Example> examples;
    private final List<double[]> signals;
    private final List<Boolean> labels;
    private final List<String> names;

    PoolTrainer(List<Example> examples, List<double[]> signals, List<Boolean> labels, List<String> names) {
        this.examples = examples;
        this.signals = signals;
        this.labels = labels;
        this.names = names;
    }

    Pool.Weights learn() {
        return weights(LogisticRegression.learn(rows(signals), labels, names.size(), C, false));
    }

    private Pool.Weights weights(LogisticRegression learned) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            weights.put(names.get(i), Rounded.of(learned.weights()[i]));
        }
        return new Pool.Weights(Rounded.of(learned.bias()), weights);
    }

    private static List<Row> rows(List<double[]> signals) {
        return signals.stream().map(Row::dense).toList();
    }

    /** What a pool learned on the other folds says of each example. */
    double[] heldOut() {
        return heldOut(rows(signals));
    }

    private double[] heldOut(List<Row> rows) {
        double[] said = new double[rows.size()];
        for (int fold = 0; fold < Example.FOLDS; fold++) {
            List<Row> others = new ArrayList<>();
            List<Boolean> othersLabels = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (examples.get(i).fold() != fold) {
                    others.add(rows.get(i));
                    othersLabels.add(labels.get(i));
                }
            }
            LogisticRegression learned = LogisticRegression.learn(others, othersLabels, names.size(), C, false);
            for (int i = 0; i < rows.size(); i++) {
                if (examples.get(i).fold() == fold) {
                    said[i] = learned.logOdds(rows.get(i));
                }
            }
        }
        return said;
    }

    /**
     * The same pool without the encoder, and the line below which the encoder need not be asked.
     *
     * @param pooled what the whole pool says
     * @param threshold from which on it accepts
     */
    Pool.Gate gate(double[] pooled, double threshold) {
        int encoder = names.indexOf(Pool.ENCODER);
        List<Row> rows = rows(signals.stream()
                .map(all -> {
                    double[] cheap = all.clone();
                    cheap[encoder] = 0;
                    return cheap;
                })
                .toList());
        double[] said = heldOut(rows);
        double[] accepted = IntStream.range(0, said.length)
                .filter(i -> labels.get(i) && pooled[i] >= threshold)
                .mapToDouble(i -> said[i])
                .sorted()
                .toArray();
        double line = accepted.length == 0 ? -Signals.LOUDEST : accepted[(int) (LOST * accepted.length)];
        int asked = (int) Arrays.stream(said).filter(one -> one >= line).count();
        System.out.printf("    gate: the encoder is asked about %d of %d%n", asked, said.length);
        return new Pool.Gate(weights(LogisticRegression.learn(rows, labels, names.size(), C, false)), Rounded.of(line));
    }
}
