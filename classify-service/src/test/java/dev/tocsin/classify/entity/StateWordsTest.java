package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateWordsTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Beijing tells provinces to check for mines. | CN",
                "Beijing has closed the mines in its suburbs. | CN-BJ",
                "Beijing, Hebei and other provinces closed mines. | CN-BJ",
                "Beijing's municipal government wrote to provinces. | CN-BJ"
            })
    void capitalThatTellsProvincesIsItsState(String sentence, String code) {
        assertThat(codes(sentence)).contains(code);
        assertThat(codes(sentence)).doesNotContain(code.equals("CN") ? "CN-BJ" : "CN");
    }

    @Test
    void stateGridIsThatOfTheStateThatIsToldOf() {
        assertThat(ids("国家电网公司准备对哈萨克斯坦的矿场拉闸。")).doesNotContain("state-grid");
        assertThat(ids("国家电网公司准备对四川的矿场拉闸。")).contains("state-grid");
        assertThat(ids("国家电网公司准备对矿场拉闸。")).contains("state-grid");
    }

    private static List<String> codes(String sentence) {
        return annotate(sentence).mentions().stream()
                .map(Mention::place)
                .filter(Objects::nonNull)
                .map(place -> String.valueOf(place.code()))
                .toList();
    }

    private static List<String> ids(String sentence) {
        return annotate(sentence)
                .mentions(Tag.AUTHORITY)
                .map(Mention::actor)
                .filter(Objects::nonNull)
                .map(actor -> String.valueOf(actor.id()))
                .toList();
    }

    private static AnnotatedSentence annotate(String sentence) {
        return ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
    }
}
