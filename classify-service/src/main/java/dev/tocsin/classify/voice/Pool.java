package dev.tocsin.classify.voice;

import java.util.List;
import java.util.Map;

/**
 * Weighs what the voices say into one log-odds: a log-linear pool (Genest and Zidek 1986), its weights learned on
 * sentences that the voices had not seen.
 */
final class Pool {

    private final List<String> names;
    private final int encoder;
    private final double bias;
    private final double[] weights;
    private final double threshold;

    /** @param names of the signals, in their order; one is {@code encoder} */
    Pool(Model.Learned learned, List<String> names) {
        this.names = names;
        this.encoder = names.indexOf("encoder");
        this.bias = learned.bias();
        this.threshold = learned.threshold();
        this.weights =
                names.stream().mapToDouble(name -> weight(learned.pool(), name)).toArray();
    }

    private static double weight(Map<String, Double> pool, String name) {
        Double weight = pool.get(name);
        if (weight == null) {
            throw new IllegalStateException("The model's pool has no weight for " + name);
        }
        return weight;
    }

    double logOdds(double[] signals) {
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

    /**
     * True where the encoder, whatever it said, could not bring the sentence over the threshold: it need not be asked.
     * Sums in the order of {@link #logOdds}: rounding keeps the order of sums, so that the verdict is the same to the bit.
     */
    boolean isLost(double[] signalsWithoutEncoder) {
        double[] loudest = signalsWithoutEncoder.clone();
        loudest[encoder] = Math.signum(weights[encoder]) * Signals.LOUDEST;
        return !accepts(logOdds(loudest));
    }
}
