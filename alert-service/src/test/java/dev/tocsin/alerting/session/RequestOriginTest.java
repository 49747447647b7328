package dev.tocsin.alerting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOriginTest {
    @ParameterizedTest
    @CsvSource({
        "same-origin,,tocsin.example,true",
        "none,,tocsin.example,true",
        "same-site,https://tocsin.example,tocsin.example,false",
        "cross-site,https://tocsin.example,tocsin.example,false",
        ",https://tocsin.example,tocsin.example,true",
        ",https://tocsin.example:8443,tocsin.example:8443,true",
        ",https://evil.example,tocsin.example,false",
        ",null,tocsin.example,false",
        ",http://:::,tocsin.example,false",
        ",,tocsin.example,true",
    })
    void onlyOurOwnPagesMaySend(@Nullable String site, @Nullable String origin, String host, boolean ours) {
        assertThat(RequestOrigin.isOurs(site, origin, host)).isEqualTo(ours);
    }
}
