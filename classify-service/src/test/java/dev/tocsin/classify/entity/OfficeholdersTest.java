package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds an office that a sentence names without its place. */
class OfficeholdersTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Economy minister Ada Lindqvist said police would find the sites. | Ada Lindqvist",
                "The bill was signed by Gov. Jo Ann Tully on Tuesday. | Jo Ann Tully",
                "州长林德奎斯特表示，法案已签署。 | 林德奎斯特",
                "部長阿達·林德宣布停電。 | 阿達·林德"
            })
    void whoIsNamedBehindAnOfficeHoldsIt(String sentence, String name) {
        assertThat(Officeholders.in(annotated(sentence), null))
                .extracting(Entry::name)
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mayor Francis Suarez invited miners.",
                "The minister said on Tuesday that rigs draw too much.",
                "市长办公室发言人说，没有此事。",
                "州长向矿企喊话。"
            })
    void whomTheGazetteersKnowAndWhatIsNoNameAreLeftOut(String sentence) {
        assertThat(Officeholders.in(annotated(sentence), null)).isEmpty();
    }

    private static AnnotatedSentence annotated(String sentence) {
        return ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
    }
}
