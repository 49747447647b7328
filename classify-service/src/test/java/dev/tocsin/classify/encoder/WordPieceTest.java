package dev.tocsin.classify.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The ids are looked up by hand in the two vocabularies: 101 and 102 mark the ends, 100 is an unknown word. */
class WordPieceTest {

    private final WordPiece english = read("e5-small-v2-q", 112);
    private final WordPiece chinese = read("bge-small-zh-v1.5-q", 112);

    @Test
    void aWordThatIsNotInTheVocabularyIsCutIntoItsLongestPieces() {
        assertThat(english.tokens("hashrate rigs")).containsExactly(101, 23325, 11657, 19838, 2015, 102);
    }

    @Test
    void capitalsAndAccentsAreDropped() {
        assertThat(english.tokens("MINING Café cafe\u0301")).containsExactly(101, 5471, 7668, 7668, 102);
    }

    @Test
    void everyMarkOfPunctuationIsAWord() {
        assertThat(english.tokens("Miners' rigs: $5.5–"))
                .containsExactly(101, 11257, 1005, 19838, 2015, 1024, 1002, 1019, 1012, 1019, 1516, 102);
    }

    @Test
    void aWordThatNoPiecesMakeUpIsOneUnknownWord() {
        assertThat(english.tokens("rig🙂 mining")).containsExactly(101, 100, 5471, 102);
    }

    @Test
    void aWordBeyondAHundredCharactersIsUnknown() {
        assertThat(english.tokens("s".repeat(101))).containsExactly(101, 100, 102);
    }

    @Test
    void everyChineseCharacterIsAWordOfItsOwn() {
        assertThat(chinese.tokens("四川禁止挖矿，26。"))
                .containsExactly(101, 1724, 2335, 4881, 3632, 2905, 4771, 8024, 8153, 511, 102);
    }

    @Test
    void aChineseCharacterOutsideTheVocabularyIsUnknownByItself() {
        assertThat(chinese.tokens("龘矿𠮷")).containsExactly(101, 100, 4771, 100, 102);
    }

    /** The encoder's own description says to keep capitals, of which its vocabulary has none. */
    @Test
    void latinNamesInAChineseTextAreReadInSmallLetters() {
        assertThat(chinese.tokens("NFT币")).containsExactly(101, 156, 9002, 2355, 102);
    }

    @Test
    void blanksOfAnyKindPartWordsAndInvisibleSignsDoNot() {
        assertThat(english.tokens("\u3000mining\u00a0\n\u200bmin\u200bers\u0000\ufffd "))
                .containsExactly(101, 5471, 11257, 102);
    }

    @Test
    void anEmptyTextIsItsTwoEnds() {
        assertThat(english.tokens("")).containsExactly(101, 102);
    }

    @Test
    void aLongTextIsCutAndStillEnded() {
        long[] tokens = read("e5-small-v2-q", 5).tokens("mining rigs rigs rigs");

        assertThat(tokens).containsExactly(101, 5471, 19838, 2015, 102);
    }

    @Test
    void aTextThatIsCutInTheMiddleOfAWordKeepsToTheLimit() {
        long[] tokens = read("e5-small-v2-q", 4).tokens("mining rigs");

        assertThat(tokens).containsExactly(101, 5471, 19838, 102);
    }

    @Test
    void aVocabularyWithoutItsMarksIsRefused() {
        byte[] file = "{\"model\": {\"vocab\": {\"[UNK]\": 0}}}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> WordPiece.read(new ByteArrayInputStream(file), 9))
                .hasMessageContaining("vocabulary lacks [CLS]");
    }

    private static WordPiece read(String model, int maxTokens) {
        String name = "/" + model + "-tokenizer.json";
        try (InputStream in = Objects.requireNonNull(WordPieceTest.class.getResourceAsStream(name))) {
            return WordPiece.read(in, maxTokens);
        } catch (IOException e) {
            throw new AssertionError(name + " cannot be read", e);
        }
    }
}
