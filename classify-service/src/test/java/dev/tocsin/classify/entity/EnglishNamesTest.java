package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.passage.Sentence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishNamesTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Quillfeather Hash, a bitcoin miner based in Urumqi, said it will move rigs | Quillfeather Hash",
                "Turkish mining firm Quillfeather is moving its rigs | Quillfeather",
                "Chinese Miner Quillfeather Ships Rigs | Quillfeather"
            })
    void whoIsDescribedIsNamed(String sentence, String name) {
        assertThat(before(sentence))
                .isNotNull()
                .extracting(found -> found.entry().name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The site manager Jo Tully will move rigs", "Football club Quill feather will move rigs"})
    void somebodyOfTheFirmsAndHalfANameAreNoFirm(String sentence) {
        assertThat(before(sentence)).isNull();
    }

    private static @org.jspecify.annotations.Nullable Mention before(String sentence) {
        AnnotatedSentence annotated = ANNOTATOR.annotate(new Sentence(sentence, 0, Sentence.Origin.BODY));
        return UnknownActors.before(annotated, sentence.length() - 4);
    }
}
