package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfficeTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final Annotator ANNOTATOR = new Annotator(GAZETTEER);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Busan Mayor Jo Tully said so. | busan-mayor",
                "Busan's mayor said so. | busan-mayor",
                "釜山市长朴某某宣布。 | busan-mayor",
                "釜山市長公開邀請礦工。 | busan-mayor",
                "桃園市長林某今天出席論壇。 | taoyuan-mayor",
                "The akim of Pavlodar region said so. | pavlodar-region-governor",
                "巴甫洛达尔州州长斯卡科夫周一表示。 | pavlodar-region-governor"
            })
    void whoHoldsAnOfficeHasOneIdByNameOrWithout(String sentence, String id) {
        assertThat(official(sentence).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Kazakh governor said so.",
                "The former mayor of Busan said so.",
                "A senator from Texas: Texas senator Jo Tully said so.",
                "香港议员喊话。",
                "四川省副省长马某27日表示。",
                "The vice-governor of Sichuan said so."
            })
    void officeOfManyOrOfNobodyTellsNoId(String sentence) {
        assertThat(official(sentence).id()).isNull();
    }

    @Test
    void officeWithoutItsPlaceIsTheTextsPlaces() {
        Entry city = Objects.requireNonNull(GAZETTEER.named("Busan"));

        assertThat(Officeholders.in(annotate("Mayor Jo Ann Tully said so."), city))
                .extracting(entry -> Objects.requireNonNull(entry.actor()).id())
                .containsExactly("busan-mayor");
        assertThat(Officeholders.in(annotate("Governor Jo Ann Tully said so."), city))
                .extracting(entry -> Objects.requireNonNull(entry.actor()).id())
                .containsExactly((String) null);
    }

    private static Actor official(String sentence) {
        return annotate(sentence)
                .mentions(Tag.OFFICIAL)
                .findFirst()
                .map(Mention::actor)
                .orElseThrow();
    }

    private static AnnotatedSentence annotate(String sentence) {
        return ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
    }
}
