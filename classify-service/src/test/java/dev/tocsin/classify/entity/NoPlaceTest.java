package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.article.Folding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoPlaceTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a town that wants to be \"the Zug of the Caucasus\"",
                "they call it the next Dubai.",
                "想当「高加索的楚格」",
                "中亚版瑞士",
                "托克托古尔水库的水位",
                "the firms of North America"
            })
    void likenessesAndPartsOfLongerNamesAreNoPlaces(String words) {
        assertThat(codes(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the new Dubai office | AE-DU",
                "the Zug of today | CH-ZG",
                "the canton of Zug | CH-ZG",
                "“新疆哈密”矿场 | CN-XJ",
                "托克托县的矿场 | CN-NM",
                "the next Dubai data centre | AE-DU"
            })
    void placesThatAreMeantStay(String words, String code) {
        assertThat(codes(words)).contains(code);
    }

    private static List<String> codes(String words) {
        return GAZETTEER.mentions(words, Folding.fold(words)).stream()
                .map(Mention::place)
                .filter(Objects::nonNull)
                .map(place -> String.valueOf(place.code()))
                .toList();
    }
}
