package dev.tocsin.alerting.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    @Test
    void textIsCutIntoRunsOfOneTwoAndThreeCharacters() {
        assertThat(Pieces.of("ban 禁止")).containsExactlyInAnyOrder("b", "a", "n", "ba", "an", "ban", "禁", "止", "禁止");
    }

    @Test
    void characterBeyondTheBasicPlaneIsOne() {
        assertThat(Pieces.of("𠀀a")).containsExactlyInAnyOrder("𠀀", "a", "𠀀a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "敦煌", "u.s.", "kazakhstan", "a-term-of-very-many-characters-indeed-more-than-a-dozen"})
    void textWithATermHasAllThatTheTermNeeds(String term) {
        assertThat(Pieces.of("in " + term + ", they say")).containsAll(Pieces.needed(term));
    }

    @Test
    void longTermNeedsADozenPiecesFromBeginToEnd() {
        assertThat(Pieces.needed("abcdefghijklmnopqrstuvwxyz")).hasSize(12).contains("abc", "xyz");
    }

    @Test
    void termOfTwoCharactersNeedsThem() {
        assertThat(Pieces.needed("敦煌")).containsExactly("敦煌");
    }
}
