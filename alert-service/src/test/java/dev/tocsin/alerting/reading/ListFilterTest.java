package dev.tocsin.alerting.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.page.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListFilterTest {
    private static final Visit CHINESE = new Visit(Optional.empty(), Language.ZH, "auto", "", "/");

    @Test
    void linkSaysOnlyWhatWasChosen() {
        ListFilter filter = ListFilter.of(Map.of(
                "q",
                List.of("  "),
                "jurisdiction",
                List.of("CN， US-TX"),
                "unknown",
                List.of("x"),
                "since",
                List.of("")));

        assertThat(filter.query()).isEqualTo("?jurisdiction=CN&jurisdiction=US-TX");
    }

    @Test
    void chipTakesAwayOneValueAndLeavesTheOthers() {
        ListFilter filter =
                ListFilter.of(Map.of("category", List.of("mining_ban", "relocation"), "q", List.of("四川 & <b>")));

        assertThat(filter.chips(CHINESE))
                .extracting(ListFilter.Chip::value)
                .containsExactly("四川 & <b>", "挖矿禁令", "业务迁移");
        assertThat(filter.chips(CHINESE).get(1).without())
                .isEqualTo("/?q=%E5%9B%9B%E5%B7%9D+%26+%3Cb%3E&category=relocation");
    }

    @Test
    void categoryOfItsOwnReplacesTheOthers() {
        ListFilter filter = ListFilter.of(Map.of("category", List.of("mining_ban"), "q", List.of("a")));

        assertThat(filter.withCategory("relocation")).isEqualTo("/?q=a&category=relocation");
        assertThat(filter.withCategory("")).isEqualTo("/?q=a");
    }
}
