package dev.tocsin.alerting.alert;

import static dev.tocsin.alerting.report.Reports.aMove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.EventReported;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacetsTest {
    @Test
    void languagesAreThoseOfAllReportsWithTheirPrimaryOnes() {
        EventReported english = aMove("Moves", "Nova", "nova").build();
        EventReported chinese = aMove("迁往", "Nova", "nova").chinese().build();

        assertThat(Facets.of(List.of(english, chinese)).languages()).containsExactly("en", "zh", "zh-Hans");
    }

    @Test
    void textIsSearchedInLowerCaseAndNoPairOfSurrogatesIsSplit() {
        EventReported report = aMove("x".repeat(299) + "Ｙ", "Nova", "nova")
                .quoting("😀".repeat(2000), "😁".repeat(2000), "😂".repeat(2000), "😃".repeat(2000), "😄".repeat(2000))
                .build();

        String text = Facets.of(List.of(report)).searchText();

        assertThat(text).startsWith("x".repeat(299) + "y\nnova\n");
        assertThat(text.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
