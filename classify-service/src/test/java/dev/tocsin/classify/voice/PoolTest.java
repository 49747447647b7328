package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final double GATE = -2;
    private static final List<String> NAMES = List.of("ngrams", "encoder", "cue");

    @Test
    void theSharesAndTheBiasAddUpToTheLogOdds() {
        Pool pool = pool(0.5, 1.0, 0.25, 2.0, 0);
        double[] signals = {1, -2, 0.9};

        double sum = pool.bias();
        for (String name : NAMES) {
            sum += pool.share(name, signals);
        }

        assertThat(pool.logOdds(signals)).isCloseTo(sum, Offset.offset(1e-12));
    }

    @Test
    void theThresholdItselfIsAccepted() {
        Pool pool = pool(0, 1, 1, 1, 1.5);

        assertThat(pool.accepts(1.5)).isTrue();
        assertThat(pool.accepts(Math.nextDown(1.5))).isFalse();
    }

    @Test
    void aSentenceThatTheOtherVoicesLeaveBelowTheGateIsLostWhateverTheEncoderSays() {
        Pool pool = pool(0, 1, 1, 1, 0);

        assertThat(pool.isLost(new double[] {GATE, 0, 0})).isFalse();
        assertThat(pool.isLost(new double[] {GATE - 0.1, Signals.LOUDEST, 0})).isTrue();
    }

    @Test
    void aSignalWithoutAWeightIsNamed() {
        Model.Learned learned = learned(new Pool.Weights(0, Map.of("cue", 1.0)), 0);

        assertThatThrownBy(() -> new Pool(learned, NAMES)).hasMessageContaining("no weight for ngrams");
    }

    private static Pool pool(double bias, double ngrams, double encoder, double cue, double threshold) {
        Pool.Weights weights = new Pool.Weights(bias, Map.of("ngrams", ngrams, "encoder", encoder, "cue", cue));
        return new Pool(learned(weights, threshold), NAMES);
    }

    private static Model.Learned learned(Pool.Weights weights, double threshold) {
        return new Model.Learned(0, weights, threshold, new Pool.Gate(weights, GATE));
    }
}
