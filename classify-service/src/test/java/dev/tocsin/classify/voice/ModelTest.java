package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.encoder.Head;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that cannot be used says which file it is, and what is wrong with it. */
class ModelTest {

    @Test
    void aFileThatIsNotThereIsNamedAndWhoWritesIt() {
        assertThatThrownBy(() -> Model.read("fr", "category", List.of(), List.of()))
                .hasMessageContaining("model/fr.category.json is not in the jar")
                .hasMessageContaining("classify-service/train");
    }

    /** {@code model/cut.category.json} ends in the middle. */
    @Test
    void aFileThatIsCutOffIsNamed() {
        assertThatThrownBy(() -> Model.read("cut", "category", List.of("mining_ban"), List.of()))
                .hasMessageContaining("The model cut.category cannot be read")
                .hasMessageContaining("end-of-input");
    }

    @Test
    void aLabelThatWasNotLearnedIsNamed() {
        assertThatThrownBy(() -> Model.read("en", "category", List.of("halving"), Signals.NAMES))
                .hasMessageContaining("model/en.category.json holds nothing of halving");
    }

    @Test
    void aSignalThatWasNotLearnedIsNamed() {
        assertThatThrownBy(
                        () -> Model.read("en", "category", Model.words(Category.values()), List.of("encoder", "moon")))
                .hasMessageContaining("no weight for moon");
    }

    @Test
    void aLineOfNgramsWithAWeightTooFewIsShown() {
        assertThatThrownBy(() -> NgramVoice.read(lines("ban\t12 3\nrig\t4"), new double[2]))
                .hasMessageContaining("not an n-gram with 2 weights: rig\t4");
    }

    @Test
    void aHeadForAnotherEncoderIsTold() {
        Head head = new Head(0, new float[512]);

        assertThatThrownBy(() -> new EncoderVoice(text -> new float[384], List.of(head)))
                .hasMessageContaining("512 numbers")
                .hasMessageContaining("gives 384");
    }

    private static BufferedReader lines(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
