package dev.tocsin.classify.passage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassagesTest {

    @Test
    void abbreviationsAndDecimalsEndNoSentence() {
        assertThat(sentences(
                        "Canaan Inc. moved 3.5 tonnes to the U.S. on Monday. Mr. Zhang said so. The U.S. The end."))
                .containsExactly(
                        "Canaan Inc. moved 3.5 tonnes to the U.S. on Monday.",
                        "Mr. Zhang said so.",
                        "The U.S.",
                        "The end.");
    }

    @Test
    void chineseSentencesEndAtTheirOwnMarks() {
        assertThat(sentences("四川关停矿场。青海呢？也是！他说：“都停了。”矿工离开；设备运走"))
                .containsExactly("四川关停矿场。", "青海呢？", "也是！", "他说：“都停了。”", "矿工离开；", "设备运走");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\n", "\r\n", "\r\n\r\n", "\u2028"})
    void paragraphsPartHoweverTheirLinesAreBroken(String lineBreak) {
        List<Passage> passages = Passages.of("First one ends here." + lineBreak + "Second one ends there.");

        assertThat(passages).hasSize(2);
        assertThat(passages.get(1).sentences().get(0).text()).isEqualTo("Second one ends there.");
    }

    @Test
    void aLineThatBreaksOffGoesOnInTheNext() {
        assertThat(Passages.of("The first line of a mail\nis broken here.")).hasSize(1);
    }

    @Test
    void markedHeadingsBeginSections() {
        List<Passage> passages = Passages.of("Lead.\n\n## Bans\n\nOne.\n\nTwo.\n\n## Moves\n\nThree.");

        assertThat(passages).extracting(Passage::section).containsExactly(0, 1, 1, 2);
        assertThat(passages.get(3).heading()).extracting(Sentence::text).isEqualTo("Moves");
    }

    @Test
    void aShortLineWithoutAnEndIsAHeadingEvenWithoutItsMark() {
        List<Passage> passages = Passages.of("监管动态\n四川省能源局要求关停二十六个虚拟货币挖矿项目。");

        assertThat(passages).hasSize(1);
        assertThat(passages.get(0).heading()).extracting(Sentence::text).isEqualTo("监管动态");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Hohhot.** Bayan plans to shut its mines.",
                "*Hohhot*: Bayan plans to shut its mines.",
                "【Hohhot】Bayan plans to shut its mines."
            })
    void whatAParagraphIsLabelledIsNoPartOfItsFirstSentence(String paragraph) {
        assertThat(sentences(paragraph)).hasSize(2).last().isEqualTo("Bayan plans to shut its mines.");
    }

    @Test
    void aSubjectInBoldIsNoLabel() {
        assertThat(sentences("**Bayan** plans to shut its mines.")).hasSize(1);
    }

    @Test
    void listItemsArePassagesOfTheirOwn() {
        assertThat(Passages.of("- Kazakhstan bans mining\n- Alipay drops NFTs")).hasSize(2);
    }

    @Test
    void everySentenceStandsInTheTextAtItsOffset() {
        String text = "Lead 🙂 one. Two!\r\n\r\n## 标题\r\n\r\n“三。”四";

        for (Passage passage : Passages.of(text)) {
            for (Sentence sentence : passage.sentences()) {
                assertThat(text.substring(sentence.start(), sentence.end())).isEqualTo(sentence.text());
            }
        }
    }

    private static List<String> sentences(String text) {
        return Passages.of(text).stream()
                .flatMap(passage -> passage.sentences().stream())
                .map(Sentence::text)
                .toList();
    }
}
