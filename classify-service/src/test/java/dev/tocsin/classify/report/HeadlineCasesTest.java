package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Feeds that carry titles only: {@code cases/headlines.tsv}. */
class HeadlineCasesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/cases/headlines.tsv", delimiter = '\t', quoteCharacter = '\u0000')
    void headlineTellsWhatAReaderFindsInIt(String expected, String headline) {
        assertThat(Articles.reports(headline, ""))
                .extracting(EventReport::category)
                .extracting(Category::word)
                .containsExactly(expected.equals("none") ? new String[0] : new String[] {expected});
    }
}
