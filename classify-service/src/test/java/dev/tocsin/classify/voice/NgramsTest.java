package dev.tocsin.classify.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NgramsTest {

    private static final String PLACE = String.valueOf(Tag.PLACE.sign()).repeat(3);
    private static final String COMPANY = String.valueOf(Tag.COMPANY.sign()).repeat(5);

    @Test
    void englishIsReadInWordsPairsOfWordsAndPartsOfWords() {
        assertThat(english("ban rigs"))
                .containsOnlyKeys(
                        "ban",
                        "rigs",
                        "ban rigs",
                        "~_ba",
                        "~ban",
                        "~an_",
                        "~_ban",
                        "~ban_",
                        "~_ban_",
                        "~_ri",
                        "~rig",
                        "~igs",
                        "~gs_",
                        "~_rig",
                        "~rigs",
                        "~igs_",
                        "~_rigs",
                        "~rigs_");
    }

    @Test
    void chineseIsReadInStretchesOfUpToThreeCharacters() {
        assertThat(chinese("禁挖矿")).containsOnlyKeys("禁", "禁挖", "禁挖矿", "挖", "挖矿", "矿");
    }

    @Test
    void aNameIsWhatKindOfNameItIsHoweverLong() {
        assertThat(english(COMPANY + " in " + PLACE)).containsKeys("<company>", "<company> in", "in <place>");
        assertThat(chinese(PLACE + "禁")).containsKeys("<place>", "<place>禁");
    }

    @Test
    void allFiguresAreOne() {
        assertThat(english("26 rigs")).isEqualTo(english("4,000.5 rigs")).containsKey("0 rigs");
    }

    @Test
    void wordsWeighTogetherOneAndPartsTogetherAboutHalf() {
        Map<String, Double> ngrams = english("kazakhstan bans bitcoin mining");

        assertThat(squares(ngrams, false)).isCloseTo(1, Offset.offset(1e-9));
        assertThat(squares(ngrams, true)).isCloseTo(0.49, Offset.offset(1e-9));
    }

    @Test
    void anEmptySentenceHasNone() {
        assertThat(english("")).isEmpty();
        assertThat(chinese("")).isEmpty();
    }

    private static double squares(Map<String, Double> ngrams, boolean parts) {
        return ngrams.entrySet().stream()
                .filter(ngram -> ngram.getKey().startsWith("~") == parts)
                .mapToDouble(ngram -> ngram.getValue() * ngram.getValue())
                .sum();
    }

    private static Map<String, Double> english(String tagged) {
        return Ngrams.of(sentence(tagged, false));
    }

    private static Map<String, Double> chinese(String tagged) {
        return Ngrams.of(sentence(tagged, true));
    }

    private static AnnotatedSentence sentence(String tagged, boolean chinese) {
        return new AnnotatedSentence(new Sentence(tagged, 0, Sentence.Origin.BODY), tagged, tagged, List.of(), chinese);
    }
}
