package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Gazetteer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In what context the encoder meets with each sentence. */
class ArticleSentencesTest {

    private static final Annotator ANNOTATOR = new Annotator(new Gazetteer());

    @Test
    void aHeadlineAndItsLeadAreEachOthersContext() {
        List<String> read = read("Miners leave Sichuan", "The last lorry left on Friday. It rained.");

        assertThat(read)
                .containsExactly(
                        "miners leave sichuan | the last lorry left on friday.",
                        "the last lorry left on friday. | miners leave sichuan",
                        "it rained. | miners leave sichuan");
    }

    @Test
    void aSectionStandsUnderItsHeading() {
        List<String> read = read("The week", "## Kazakhstan\n\nThe grid cut off a hundred farms.");

        assertThat(read)
                .contains("the grid cut off a hundred farms. | kazakhstan")
                .anyMatch(sentence -> sentence.endsWith("kazakhstan | the week"));
    }

    @Test
    void aPassageWithoutAHeadlineIsReadSentenceBehindSentence() {
        List<String> read = read("…", "The plant is old. It hums at night.");

        assertThat(read).containsSequence("the plant is old.", "it hums at night. | the plant is old.");
    }

    @Test
    void aHeadlineAloneHasNoContext() {
        assertThat(read("青海关停矿场", "")).containsExactly("青海关停矿场");
    }

    @Test
    void nobodyHasAWholeParagraphInMind() {
        String title = read("Short", "word ".repeat(100)).get(0);

        assertThat(title).hasSize("short | ".length() + 90);
    }

    private static List<String> read(String title, String text) {
        return ArticleSentences.of(Articles.article(title, text, Articles.PUBLISHED), ANNOTATOR).stream()
                .map(at -> at.sentence().inContext())
                .toList();
    }
}
