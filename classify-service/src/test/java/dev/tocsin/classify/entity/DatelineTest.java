package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatelineTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DUBAI - Iran has cut power to every farm.",
                "DUBAI (Reuters) - Iran has cut power to every farm.",
                "DUBAI, July 20 (Reuters) — Iran has cut power to every farm.",
                "Dubai (AFP) – Iran has cut power to every farm.",
                "DUBAI, July 20. /TASS/. Iran has cut power to every farm.",
                "中新社迪拜7月20日电 伊朗切断了所有矿场的电力。",
                "（中央社迪拜20日電）伊朗切斷了所有礦場的電力。"
            })
    void whereAnItemWasWrittenIsNoPlaceOfIt(String lead) {
        assertThat(codes(lead)).containsExactly("IR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dubai cut power to every farm - and to every home. | AE-DU",
                "US - and Iranian - miners are cut off. | US",
                "迪拜7月20日宣布切断矿场电力。 | AE-DU"
            })
    void placeThatASentenceBeginsWithIsNoDateline(String sentence, String code) {
        assertThat(codes(sentence)).contains(code);
    }

    private static List<String> codes(String text) {
        return ANNOTATOR.annotate(new Sentence(text, 0, Sentence.Origin.BODY)).mentions().stream()
                .map(Mention::place)
                .filter(Objects::nonNull)
                .map(place -> String.valueOf(place.code()))
                .toList();
    }
}
