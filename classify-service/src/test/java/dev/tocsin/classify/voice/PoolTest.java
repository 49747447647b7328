package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PoolTest {

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
    void aSentenceThatTheEncoderCouldStillTurnIsNotLost() {
        Pool pool = pool(0, 1, 1, 1, Signals.LOUDEST);

        assertThat(pool.isLost(new double[] {0, 0, 0})).isFalse();
        assertThat(pool.isLost(new double[] {-1, 0, 0})).isTrue();
    }

    @Test
    void aSignalWithoutAWeightIsNamed() {
        Model.Learned learned = new Model.Learned(new EncoderVoice.Head(0, new float[0]), 0, Map.of("cue", 1.0), 0, 0);

        assertThatThrownBy(() -> new Pool(learned, NAMES)).hasMessageContaining("no weight for ngrams");
    }

    /** To the bit, also where the sum meets the threshold exactly: what is lost is lost whatever the encoder says. */
    @RepeatedTest(200)
    void whatIsLostIsAcceptedByNoWordOfTheEncoder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] weights = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[] signals = {random.nextGaussian(), 0, random.nextDouble()};
        double bias = random.nextGaussian();
        double loudest = pool(bias, weights[0], weights[1], weights[2], 0)
                .logOdds(with(signals, Signals.LOUDEST * Math.signum(weights[1])));
        // Just out of the encoder's reach, just within it, and anywhere.
        double[] thresholds = {Math.nextUp(loudest), loudest, random.nextGaussian() * 4};

        for (double threshold : thresholds) {
            Pool pool = pool(bias, weights[0], weights[1], weights[2], threshold);
            boolean turned = false;
            for (int i = 0; i <= 100; i++) {
                double encoder = Signals.bounded(Signals.LOUDEST * (i - 50) / 50);
                turned |= pool.accepts(pool.logOdds(with(signals, encoder)));
            }
            assertThat(pool.isLost(signals)).isEqualTo(!turned);
        }
    }

    private static double[] with(double[] signals, double encoder) {
        double[] all = signals.clone();
        all[1] = encoder;
        return all;
    }

    private static Pool pool(double bias, double ngrams, double encoder, double cue, double threshold) {
        Map<String, Double> weights = Map.of("ngrams", ngrams, "encoder", encoder, "cue", cue);
        return new Pool(new Model.Learned(new EncoderVoice.Head(0, new float[0]), 0, weights, bias, threshold), NAMES);
    }
}
