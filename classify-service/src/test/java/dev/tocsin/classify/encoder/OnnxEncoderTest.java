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
        ENGLISH(Pretrained.ENGLISH),
        CHINESE(Pretrained.CHINESE);

        private final SentenceEncoder encoder;

        Language(Pretrained pretrained) {
            this.encoder = Encoders.adapted(pretrained, Encoders.adapter(pretrained));
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
    void theGistIsAnotherThanTheVectorAndTheSameAfterOtherTexts(Language language) {
        List<byte[]> first =
                TEXTS.stream().map(text -> language.encoder.read(text).gist()).toList();

        for (int i = TEXTS.size() - 1; i >= 0; i--) {
            Meaning again = language.encoder.read(TEXTS.get(i));
            assertThat(again.gist())
                    .isEqualTo(first.get(i))
                    .isNotEqualTo(Meaning.of(again.vector(), again.vector()).gist());
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
    void aModelThatIsDamagedIsNamed() {
        OnnxWeights damaged = new OnnxWeights(new byte[0]);

        assertThatThrownBy(() -> new OnnxEncoder(Pretrained.ENGLISH, damaged))
                .hasMessageContaining("e5-small-v2-q cannot be loaded")
                .hasMessageContaining("Build the service again");
    }

    @ParameterizedTest
    @EnumSource
    void theKnownSentenceIsKnownAgain(Language language) {
        KnownSentence known =
                Encoders.adapter(Pretrained.valueOf(language.name())).known();

        assertThat(known.checked(language.encoder)).isSameAs(language.encoder);
    }

    @Test
    void anEncoderThatLearnedNothingIsTold() {
        KnownSentence known = Encoders.adapter(Pretrained.ENGLISH).known();

        assertThatThrownBy(() -> known.checked(Encoders.unadapted(Pretrained.ENGLISH)))
                .hasMessageContaining("does not know \"" + known.text());
    }

    @Test
    void anEncoderThatGivesNoNumbersIsTold() {
        KnownSentence known = Encoders.adapter(Pretrained.ENGLISH).known();

        assertThatThrownBy(() -> known.checked(text -> {
                    float[] broken = new float[384];
                    java.util.Arrays.fill(broken, Float.NaN);
                    return broken;
                }))
                .hasMessageContaining(System.getProperty("os.arch"));
    }
}
