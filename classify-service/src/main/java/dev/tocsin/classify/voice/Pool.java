package dev.tocsin.classify.voice;

import java.util.List;
import java.util.Map;

/**
 * Weighs what the voices say into one log-odds: a log-linear pool (Genest and Zidek 1986), its weights learned on
 * sentences that the voices had not seen. Before the encoder is asked, which costs a hundred times what the others do, a
 * second pool of the others alone tells whether it need be.
 */
public final class Pool {

    /** The name of the one signal that is dear. */
    public static final String ENCODER = "encoder";

    /**
     * What was learned of a pool.
     *
     * @param bias what it starts from
     * @param weights of each signal, by its name
     */
    public record Weights(double bias, Map<String, Double> weights) {

        private double of(String name) {
            Double weight = weights.get(name);
            if (weight == null) {
                throw new IllegalStateException("The model's pool has no weight for " + name);
            }
            return weight;
        }
    }

    /** @param threshold log-odds of the pool without the encoder, from which on the encoder is asked */
    public record Gate(Weights pool, double threshold) {}

    private final List<String> names;
    private final double bias;
    private final double[] weights;
    private final double threshold;
    private final double gateBias;
    private final double[] gateWeights;
    private final double gateThreshold;

    /** @param names of the signals, in their order; one is {@link #ENCODER} */
    Pool(Model.Learned learned, List<String> names) {
        this.names = names;
        this.bias = learned.pool().bias();
        this.weights = names.stream().mapToDouble(learned.pool()::of).toArray();
        this.threshold = learned.threshold();
        Weights gate = learned.gate().pool();
        this.gateBias = gate.bias();
        this.gateWeights = names.stream()
                .mapToDouble(name -> name.equals(ENCODER) ? 0 : gate.of(name))
                .toArray();
        this.gateThreshold = learned.gate().threshold();
    }

    double logOdds(double[] signals) {
        return sum(bias, weights, signals);
    }

    private static double sum(double bias, double[] weights, double[] signals) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * signals[i];
        }
        return sum;
    }

    boolean accepts(double logOdds) {
        return logOdds >= threshold;
    }

    double threshold() {
        return threshold;
    }

    double bias() {
        return bias;
    }

    /** What one voice adds to the log-odds. */
    double share(String name, double[] signals) {
        int i = names.indexOf(name);
        return weights[i] * signals[i];
    }

    /** True where so little speaks for it that the encoder is not asked; what the encoder said counts for nothing here. */
    boolean isLost(double[] signals) {
        return unencoded(signals) < gateThreshold;
    }

    /** The log-odds as far as they can be told without the encoder. */
    double unencoded(double[] signals) {
        return sum(gateBias, gateWeights, signals);
    }
}
