package dev.tocsin.classify.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without a memory before it: the vectors are those that the model computes each time. */
class OnnxEncoderTest {

    private static final List<String> TEXTS = List.of(
            "kazakhstan bans bitcoin mining",
            "",
            "the mayor of miami invited miners, exchanges and everybody else who would rather pay less for power",
            "青海省要求关停虚拟货币挖矿项目",
            "mining",
            "数字藏品将于6月20日发售");
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;
    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(THREADS);

    enum Language {
        ENGLISH("e5-small-v2-q", "query: ", OnnxEncoder.Pooling.MEAN),
        CHINESE("bge-small-zh-v1.5-q", "", OnnxEncoder.Pooling.FIRST);

        private final OnnxEncoder encoder;

        Language(String model, String prefix, OnnxEncoder.Pooling pooling) {
            this.encoder = new OnnxEncoder(model, prefix, pooling);
        }
    }

    @AfterAll
    static void stop() {
        CALLERS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void theSameTextHasTheSameVectorToTheBitAfterOtherTexts(Language language) {
        List<float[]> first = TEXTS.stream().map(language.encoder::encode).toList();

        for (int i = TEXTS.size() - 1; i >= 0; i--) {
            assertThat(language.encoder.encode(TEXTS.get(i))).isEqualTo(first.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameTextHasTheSameVectorToTheBitFromManyThreads(Language language) throws Exception {
        List<float[]> alone = TEXTS.stream().map(language.encoder::encode).toList();

        List<Future<List<float[]>>> together = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            together.add(CALLERS.submit(() -> {
                List<float[]> vectors = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    TEXTS.forEach(text -> vectors.add(language.encoder.encode(text)));
                }
                return vectors;
            }));
        }

        for (Future<List<float[]>> vectors : together) {
            for (int i = 0; i < ROUNDS * TEXTS.size(); i++) {
                assertThat(vectors.get().get(i)).isEqualTo(alone.get(i % TEXTS.size()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVectorIsOfLengthOne(Language language) {
        for (String text : TEXTS) {
            double squares = 0;
            for (float x : language.encoder.encode(text)) {
                squares += (double) x * x;
            }
            assertThat(squares).isBetween(0.999, 1.001);
        }
    }

    @Test
    void aModelThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new OnnxEncoder("nowhere", "", OnnxEncoder.Pooling.MEAN))
                .hasMessageContaining("nowhere cannot be loaded")
                .hasMessageContaining("nowhere-tokenizer.json is not on the class path");
    }

    /** {@code damaged.onnx} holds no model, beside a vocabulary that does. */
    @Test
    void aModelThatIsDamagedIsNamed() {
        assertThatThrownBy(() -> new OnnxEncoder("damaged", "", OnnxEncoder.Pooling.MEAN))
                .hasMessageContaining("damaged cannot be loaded")
                .hasMessageContaining("Build the service again");
    }

    @Test
    void theKnownSentencesAreKnownAgain() {
        assertThat(KnownSentence.ENGLISH.checked(Language.ENGLISH.encoder)).isSameAs(Language.ENGLISH.encoder);
        assertThat(KnownSentence.CHINESE.checked(Language.CHINESE.encoder)).isSameAs(Language.CHINESE.encoder);
    }

    @Test
    void anotherEncoderIsTold() {
        assertThatThrownBy(() -> KnownSentence.ENGLISH.checked(Language.CHINESE.encoder))
                .hasMessageContaining("does not know \"the province");
    }

    @Test
    void anEncoderThatGivesNoNumbersIsTold() {
        assertThatThrownBy(() -> KnownSentence.ENGLISH.checked(text -> {
                    float[] broken = new float[384];
                    java.util.Arrays.fill(broken, Float.NaN);
                    return broken;
                }))
                .hasMessageContaining(System.getProperty("os.arch"));
    }
}
