package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that no gazetteer knows, made out by where they stand. */
class LeadingNamesTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quillfeather to drop 300 NFTs of its letters | Quillfeather",
                "Quillfeather Press Launches Tokens of Its Letters | Quillfeather Press",
                "Quillfeather Hash of Texas will move rigs | Quillfeather Hash",
                "On Monday, Quillfeather released tokens of its letters. | Quillfeather",
                "The tokens sold well, while Quillfeather's designers are drawing more. | Quillfeather",
                "青鹭文创今日推出三百份数字藏品。 | 青鹭文创",
                "昨日，青鹭文创发行首套数字藏品。 | 青鹭文创",
                "矿企Quillfeather证实机器已经装车。 | Quillfeather"
            })
    void theSubjectIsFoundByItsPlace(String sentence, String name) {
        Entry found = LeadingNames.of(annotated(sentence));

        assertThat(found).isNotNull().extracting(Entry::name).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In brief",
                "Weekly Review",
                "The company will release 300 tokens.",
                "They will be sold on Monday.",
                "该公司将推出数字藏品。",
                "Coffee, queues and crashes",
                "Second U.S. miner to leave",
                "Canadian-owned miner sells its hall",
                "Part of the fleet will move.",
                "知情人士称藏品即将上线。"
            })
    void wordsThatNameNobodyAreNoName(String sentence) {
        assertThat(LeadingNames.of(annotated(sentence))).isNull();
    }

    private static AnnotatedSentence annotated(String sentence) {
        return ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
    }
}
