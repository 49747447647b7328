package dev.tocsin.alerting.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.query.InvalidParameter;
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
    private static final Instant NOW = Instant.parse("2021-07-01T12:00:00Z");

    @Test
    void nothingAskedIsEverything() throws InvalidParameter {
        AlertQuery query = parse(Map.of());

        assertThat(query.limit()).isEqualTo(50);
        assertThat(query.filter().categories()).isEmpty();
        assertThat(query.cursor()).isEmpty();
        assertThat(query.asked().toQueryString(Optional.empty())).isEmpty();
    }

    @Test
    void valuesAreRepeatedOrSeparatedByCommas() throws InvalidParameter {
        AlertQuery query = parse(Map.of(
                "category", List.of("mining_ban,relocation", "nft_launch"), "jurisdiction", List.of("us-fl, CN")));

        assertThat(query.filter().categories()).containsExactly("mining_ban", "relocation", "nft_launch");
        assertThat(query.filter().jurisdictions()).containsExactly("US-FL", "CN");
    }

    @Test
    void actorIsAnIdOrANameWhateverItsSpelling() throws InvalidParameter {
        AlertQuery query = parse(Map.of("actor", List.of("Bit-Mining", "Firm, Sons & Co")));

        assertThat(query.filter().actors())
                .containsExactly("bit mining", "bit-mining", "firm sons co", "firm, sons & co");
    }

    @Test
    void timesAreInstantsOrDays() throws InvalidParameter {
        AlertQuery query = parse(Map.of("since", List.of("2021-06-18"), "until", List.of("2021-06-18T08:00:00+08:00")));

        assertThat(query.since()).contains(Instant.parse("2021-06-18T00:00:00Z"));
        assertThat(query.until()).contains(Instant.parse("2021-06-18T00:00:00Z"));
    }

    @Test
    void whatStandsNowIsAskedForUnlessToldOtherwise() throws InvalidParameter {
        assertThat(parse(Map.of()).states()).containsExactly("standing");
        assertThat(parse(Map.of()).asOf()).isEmpty();
        assertThat(parse(Map.of("state", List.of("merged,retracted"))).states()).containsExactly("merged", "retracted");
        assertThat(parse(Map.of("asOf", List.of("2021-07-01"))).asOf()).contains(Instant.parse("2021-07-01T00:00:00Z"));
    }

    @Test
    void whoAsksForChangesHearsOfEveryState() throws InvalidParameter {
        assertThat(parse(Map.of("updatedSince", List.of("2021-07-01"))).states())
                .isEmpty();
        assertThat(parse(Map.of("updatedSince", List.of("2021-07-01"), "state", List.of("merged")))
                        .states())
                .containsExactly("merged");
        assertThatThrownBy(() -> parse(Map.of("updatedSince", List.of("2021-07-01"), "asOf", List.of("2021-07-01"))))
                .isInstanceOf(InvalidParameter.class);
    }

    @Test
    void termsAreFoldedAsTheTextIsThatTheyAreLookedForIn() throws InvalidParameter {
        AlertQuery query = parse(Map.of("q", List.of("  ＮＦＴ  敦煌　Skins ")));

        assertThat(query.filter().terms()).containsExactly("nft", "敦煌", "skins");
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
                "since|+99999-01-01T00:00:00Z|RFC 3339",
                "asOf|2021-07-01T12:00:01Z|future",
                "asOf|2021-07-02|future",
                "asOf|then|RFC 3339",
                "state|gone|known are standing, merged, retracted",
                "minConfidence|1.5|from 0 to 1",
                "minConfidence|NaN|from 0 to 1",
                "limit|0|from 1 to 200",
                "limit|1000000000000|from 1 to 200",
                "updatedSince|yesterday|RFC 3339",
                "q|a b c d e f g h i j k|1 to 10 terms",
            })
    void whatCannotBeUsedIsNamed(String parameter, String value, String detail) {
        assertThatThrownBy(() -> parse(Map.of(parameter, List.of(value))))
                .isInstanceOfSatisfying(InvalidParameter.class, invalid -> {
                    assertThat(invalid.parameter()).isEqualTo(parameter);
                    assertThat(invalid.detail()).contains(detail);
                });
    }

    @Test
    void singleParameterIsNotRepeated() {
        assertThatThrownBy(() -> parse(Map.of("limit", Arrays.asList("1", "2"))))
                .isInstanceOf(InvalidParameter.class);
    }

    @Test
    void linkCarriesAllFiltersAndTheNewCursor() throws InvalidParameter {
        String next = new Cursor(Instant.EPOCH, Reports.id("alr", 1)).encode();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        asked.put("q", List.of("敦煌 a&b"));
        asked.put("category", List.of("nft_launch", "relocation"));
        asked.put("cursor", List.of(new Cursor(Instant.EPOCH, Reports.id("alr", 2)).encode()));

        String link = parse(asked).asked().toQueryString(Optional.of(next));

        assertThat(link)
                .isEqualTo("category=nft_launch&category=relocation&cursor=" + next + "&q=%E6%95%A6%E7%85%8C%20a%26b");
    }

    private static AlertQuery parse(Map<String, List<String>> parameters) throws InvalidParameter {
        return AlertQuery.parse(parameters, NOW);
    }
}
