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
        "2021-02, 2021-02-01, 2021-02-28",
        // The year of publication says nothing that the publication does not say better.
        "2021, 2021-06-18, 2021-06-18",
        "2020, 2020-01-01, 2020-12-31",
    })
    void windowIsAsWideAsTheDateIsVague(String occurred, LocalDate from, LocalDate to) {
        Window window = Window.of(Reports.aBan("A ban", "IR").on(occurred).build());

        assertThat(window).isEqualTo(new Window(from, to));
    }
}
