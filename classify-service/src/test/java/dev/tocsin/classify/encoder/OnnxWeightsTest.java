package dev.tocsin.classify.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxWeightsTest {

    @ParameterizedTest
    @EnumSource
    void everyLayerThatIsUsedHoldsItsMatrices(Pretrained pretrained) {
        OnnxWeights weights = pretrained.weights();

        int width = weights.dims("embeddings.LayerNorm.weight").get(0);
        for (int layer = 0; layer < pretrained.layers(); layer++) {
            String name = "encoder.layer." + layer + ".intermediate.dense";
            assertThat(weights.dims(name)).isEqualTo(List.of(width, 4 * width));
            assertThat(weights.matrix(name)).hasSize(4 * width * width).contains(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMatrixWrittenAsItWasReadLeavesTheModelAsItWas(Pretrained pretrained) {
        OnnxWeights weights = pretrained.weights();
        byte[] before = weights.model().clone();
        String name = "encoder.layer.2.attention.self.query";

        weights.setMatrix(name, weights.matrix(name));

        assertThat(weights.model()).isEqualTo(before);
    }

    @Test
    void aFileThatIsCutOffIsTold() {
        byte[] half = Arrays.copyOf(Pretrained.CHINESE.weights().model(), 1_000_000);

        assertThatThrownBy(() -> new OnnxWeights(half)).hasMessageContaining("cut off or damaged");
    }

    @Test
    void whatTheFileDoesNotHoldIsNamed() {
        OnnxWeights weights = Pretrained.CHINESE.weights();

        assertThatThrownBy(() -> weights.vector("nowhere")).hasMessageContaining("holds no nowhere");
    }
}
