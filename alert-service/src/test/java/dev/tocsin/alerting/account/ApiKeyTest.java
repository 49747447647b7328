package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void randomKeyCarries256BitsAndIsUnlikeAnyOther() {
        SecureRandom random = new SecureRandom();

        ApiKey key = ApiKey.random(random);

        assertThat(key.reveal()).matches("tocsin_[A-Za-z0-9_-]{43}");
        assertThat(key.matches(ApiKey.random(random))).isFalse();
        assertThat(key.matches(new ApiKey(key.reveal()))).isTrue();
    }

    @Test
    void whatIsStoredIsTheSha256() {
        // FIPS 180-2, appendix B.1.
        assertThat(HexFormat.of().formatHex(new ApiKey("abc").hash()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void keyIsNotPrinted() {
        assertThat(new ApiKey("tocsin_secretsecret")).hasToString("ApiKey[redacted]");
        assertThat(new ApiKey("tocsin_secretsecret").prefix()).isEqualTo("tocsin_secre");
    }
}
