package dev.tocsin.classify.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdapterTest {

    private static final String MATRIX = "encoder.layer.1.intermediate.dense";
    private static final String VECTOR = "encoder.layer.1.output.LayerNorm.bias";
    private static final KnownSentence KNOWN = new KnownSentence("矿场 farm", 0.25f, -1);

    private static final Map<String, Head> HEADS = Map.of("ban", new Head(0.5, new float[] {0.2f, 0}));

    private final OnnxWeights weights = Pretrained.CHINESE.weights();

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Adapter adapter = new Adapter(KNOWN, Map.of("one", new float[] {1.5f, -3e-5f}, "two", new float[] {0}), HEADS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        adapter.write(out);

        Adapter read = Adapter.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(read.known().text()).isEqualTo(KNOWN.text());
        assertThat(read.known().firstValues()).isEqualTo(KNOWN.firstValues());
        assertThat(read.heads(List.of("ban")).get(0).logOdds(new float[] {2, 3}))
                .isEqualTo(0.5 + 0.2f * 2.0);
        assertThat(read.additions()).containsOnlyKeys("one", "two");
        assertThat(read.additions().get("one"))
                .isEqualTo(adapter.rounded().additions().get("one"));
    }

    @Test
    void aNumberLosesAtMostAPartIn256() {
        float[] numbers = {1.2345678f, -0.001234f, 7e8f};

        Adapter rounded = new Adapter(KNOWN, Map.of("numbers", numbers), HEADS).rounded();

        assertThat(rounded.additions()).hasEntrySatisfying("numbers", kept -> {
            for (int i = 0; i < numbers.length; i++) {
                assertThat(kept[i]).isCloseTo(numbers[i], Offset.offset(Math.abs(numbers[i]) / 256));
            }
        });
    }

    @Test
    void anotherFileIsRefused() {
        ByteArrayInputStream other = new ByteArrayInputStream(new byte[] {0, 3, 'a', 'b', 'c'});

        assertThatThrownBy(() -> Adapter.read(other)).hasMessageContaining("it is no tocsin-adapter");
    }

    @Test
    void nothingAddedLeavesTheModelAsItWas() {
        byte[] before = weights.model().clone();
        int inputs = weights.dims(MATRIX).get(0);
        int outputs = weights.dims(MATRIX).get(1);

        new Adapter(KNOWN, Map.of(MATRIX + ".A", new float[inputs], MATRIX + ".B", new float[outputs]), HEADS)
                .addTo(weights);

        assertThat(weights.model()).isEqualTo(before);
    }

    @Test
    void theProductOfTheThinMatricesIsAdded() {
        float[] before = weights.matrix(MATRIX);
        int inputs = weights.dims(MATRIX).get(0);
        int outputs = weights.dims(MATRIX).get(1);
        float[] down = new float[inputs];
        float[] up = new float[outputs];
        down[3] = 0.5f;
        up[7] = -0.25f;

        new Adapter(KNOWN, Map.of(MATRIX + ".A", down, MATRIX + ".B", up), HEADS).addTo(weights);

        float[] after = weights.matrix(MATRIX);
        for (int i = 0; i < after.length; i++) {
            float wanted = before[i] + (i == 3 * outputs + 7 ? -0.125f : 0);
            // Half a step of a byte of that output.
            assertThat(after[i]).isCloseTo(wanted, Offset.offset(0.002f));
        }
    }

    @Test
    void aVectorGrowsByWhatIsAdded() {
        float[] before = weights.vector(VECTOR);
        float[] added = new float[before.length];
        added[5] = 2;

        new Adapter(KNOWN, Map.of(VECTOR, added), HEADS).addTo(weights);

        float[] after = weights.vector(VECTOR);
        assertThat(after[5]).isEqualTo(before[5] + 2);
        assertThat(after[6]).isEqualTo(before[6]);
    }

    @Test
    void anAdapterOfAnotherEncoderIsNamed() {
        Adapter other = new Adapter(KNOWN, Map.of("encoder.layer.40.output.LayerNorm.bias", new float[1]), HEADS);

        assertThatThrownBy(() -> other.addTo(weights)).hasMessageContaining("holds no encoder.layer.40");
    }
}
