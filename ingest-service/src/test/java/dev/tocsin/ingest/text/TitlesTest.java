package dev.tocsin.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Qinghai shuts its mines | QINGHAI SHUTS ITS MINES! | true",
                "Qinghai shuts its mines | Qinghai shuts its mines - The Outlet | true",
                "青海关停虚拟货币挖矿 | 青海關停 | false",
                "青海关停虚拟货币挖矿 | “青海关停虚拟货币挖矿”_财经频道 | true",
                "News | News of the day | false",
                "Log in | Qinghai shuts its mines | false",
                "... | !!! | false"
            })
    void lettersTell(String one, String other, boolean agree) {
        assertThat(Titles.agree(one, other)).isEqualTo(agree);
        assertThat(Titles.agree(other, one)).isEqualTo(agree);
    }
}
