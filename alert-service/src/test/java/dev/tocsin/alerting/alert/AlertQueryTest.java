package dev.tocsin.alerting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.report.Reports;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertQueryTest {
    @Test
    void nothingAskedIsEverything() throws AlertQuery.Invalid {
        AlertQuery query = AlertQuery.parse(Map.of());

        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.categories()).isEmpty();
        assertThat(query.cursor()).isEmpty();
        assertThat(query.toQueryString(Optional.empty())).isEmpty();
    }

    @Test
    void valuesAreRepeatedOrSeparatedByCommas() throws AlertQuery.Invalid {
        AlertQuery query = AlertQuery.parse(Map.of(
                "category", List.of("mining_ban,relocation", "nft_launch"), "jurisdiction", List.of("us-fl, CN")));

        assertThat(query.categories()).containsExactly("mining_ban", "relocation", "nft_launch");
        assertThat(query.jurisdictions()).containsExactly("US-FL", "CN");
    }

    @Test
    void actorIsAnIdOrANameWhateverItsSpelling() throws AlertQuery.Invalid {
        AlertQuery query = AlertQuery.parse(Map.of("actor", List.of("Bit-Mining", "Firm, Sons & Co")));

        assertThat(query.actors()).containsExactly("bit mining", "bit-mining", "firm sons co", "firm, sons & co");
    }

    @Test
    void timesAreInstantsOrDays() throws AlertQuery.Invalid {
        AlertQuery query =
                AlertQuery.parse(Map.of("since", List.of("2021-06-18"), "until", List.of("2021-06-18T08:00:00+08:00")));

        assertThat(query.since()).contains(Instant.parse("2021-06-18T00:00:00Z"));
        assertThat(query.until()).contains(Instant.parse("2021-06-18T00:00:00Z"));
    }

    @Test
    void termsAreFoldedAsTheTextIsThatTheyAreLookedForIn() throws AlertQuery.Invalid {
        AlertQuery query = AlertQuery.parse(Map.of("q", List.of("  ＮＦＴ  敦煌　Skins ")));

        assertThat(query.terms()).containsExactly("nft", "敦煌", "skins");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "colour|red|Unknown query parameter",
                "category|weather|known are mining_ban",
                "category|mining_ban,|empty",
                "status|over|known are rumoured",
                "jurisdiction|Florida|ISO 3166",
                "actor|--|an id or a name",
                "since|yesterday|RFC 3339",
                "until|2021-02-30|RFC 3339",
                "minConfidence|1.5|from 0 to 1",
                "minConfidence|NaN|from 0 to 1",
                "limit|0|from 1 to 200",
                "limit|1000000000000|from 1 to 200",
                "cursor|garbage|nextCursor",
                "q|a b c d e f g h i j k|1 to 10 terms",
            })
    void whatCannotBeUsedIsNamed(String parameter, String value, String detail) {
        assertThatThrownBy(() -> AlertQuery.parse(Map.of(parameter, List.of(value))))
                .isInstanceOfSatisfying(AlertQuery.Invalid.class, invalid -> {
                    assertThat(invalid.parameter()).isEqualTo(parameter);
                    assertThat(invalid.detail()).contains(detail);
                });
    }

    @Test
    void singleParameterIsNotRepeated() {
        assertThatThrownBy(() -> AlertQuery.parse(Map.of("limit", Arrays.asList("1", "2"))))
                .isInstanceOf(AlertQuery.Invalid.class);
    }

    @Test
    void linkCarriesAllFiltersAndTheNewCursor() throws AlertQuery.Invalid {
        Cursor next = new Cursor(Instant.EPOCH, Reports.id("alr", 1));
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("q", List.of("敦煌 a&b"));
        asked.put("category", List.of("nft_launch", "relocation"));
        asked.put("cursor", List.of(new Cursor(Instant.EPOCH, Reports.id("alr", 2)).encode()));

        String link = AlertQuery.parse(asked).toQueryString(Optional.of(next));

        assertThat(link)
                .isEqualTo("category=nft_launch&category=relocation&cursor=" + next.encode()
                        + "&q=%E6%95%A6%E7%85%8C%20a%26b");
    }
}
