package dev.tocsin.alerting.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.Reports;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        "2021-06-12, 2021-06-12, 2021-06-12",
        // The month in which it was said says less than the day.
        "2021-06, 2021-06-18, 2021-06-18",
        "2021-05, 2021-05-01, 2021-05-31",
        // February of the same year is background, or was meant to be the next one: news is fresh.
        "2021-02, 2021-06-18, 2021-06-18",
        // Said with its year: a look back.
        "2019-11, 2019-11-01, 2019-11-30",
        "2021, 2021-06-18, 2021-06-18",
        "2020, 2021-06-18, 2021-06-18",
    })
    void windowIsAsWideAsTheDateIsVague(String occurred, LocalDate from, LocalDate to) {
        Window window = Window.of(Reports.aBan("A ban", "IR").on(occurred).build());

        assertThat(window).isEqualTo(new Window(from, to));
    }
}
