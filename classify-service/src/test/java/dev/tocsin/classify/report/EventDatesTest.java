package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an article tells of long ago does not date its event. */
class EventDatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Iran ordered all bitcoin mines shut, as it did last year. | 2021-06",
                "Iran ordered all bitcoin mines shut, which it had let run since 2019. | 2021-06",
                "Iran ordered all bitcoin mines shut on June 18. | 2021-06-18",
                "伊朗下令关停全部比特币矿场，水库蓄水量较去年同期少14亿立方米。 | 2021-06",
                "伊朗今年再次下令关停全部比特币矿场。 | 2021-06"
            })
    void yearsAndDaysLongPastAreBackground(String text, String occurred) {
        List<EventReport> reports = Articles.reports("Iran and its mines", text);

        assertThat(reports).extracting(EventReport::category).containsExactly(Category.MINING_BAN);
        assertThat(reports.get(0).occurred())
                .isNotNull()
                .extracting(date -> date.date())
                .isEqualTo(occurred);
    }
}
