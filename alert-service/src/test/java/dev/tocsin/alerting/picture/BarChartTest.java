package dev.tocsin.alerting.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.picture.BarChart.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarChartTest {
    @Test
    void pictureHasATitleADescriptionAndABarForEachCount() {
        String svg = new BarChart(
                        "alerts",
                        "Alerts <by> category",
                        "Three",
                        Map.of("mining_ban", "Mining ban"),
                        List.of(new Column("1 May", Map.of("mining_ban", 3L)), new Column("2 May", Map.of())))
                .svg();

        assertThat(svg)
                .contains("<title id=\"alerts-title\">Alerts &lt;by&gt; category</title>", "role=\"img\"")
                .containsOnlyOnce("<rect")
                .doesNotContain("style=");
    }

    @Test
    void pictureOfNothingIsEmptyAndStillDrawn() {
        BarChart chart = new BarChart("a", "b", "c", Map.of(), List.of());

        assertThat(chart.isEmpty()).isTrue();
        assertThat(chart.svg()).endsWith("</svg>");
    }

    @ParameterizedTest
    @CsvSource({"0,2", "2,2", "3,4", "7,10", "11,20", "399,400", "401,1000"})
    void axisEndsAtANumberThatHalvesWell(long most, long end) {
        assertThat(BarChart.nice(most)).isEqualTo(end);
    }
}
