package dev.tocsin.classify.encoder;

/**
 * A linear reading of a sentence's vector, learned together with what the encoder learned.
 *
 * @param bias in log-odds
 */
public record Head(double bias, float[] weights) {

    public double logOdds(float[] vector) {
        double sum = bias;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) weights[i] * vector[i];
        }
        return sum;
    }
}
