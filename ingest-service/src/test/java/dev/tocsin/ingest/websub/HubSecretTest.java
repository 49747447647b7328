package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures by RFC 2202 and RFC 4231, test case 2 each. */
class HubSecretTest {
    private static final String SHA256 = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private final HubSecret secret = new HubSecret("Jefe");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                SHA256,
                "SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
                "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
                "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
            })
    void rightSignatureIsTaken(String header) {
        assertThat(signed(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256=",
                "sha256=zz",
                "sha256=5bd",
                "md5=750c783e6ab0b503eaa86e310a5db738",
                "sha1=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            })
    void anyOtherIsNot(@Nullable String header) {
        assertThat(signed(header)).isFalse();
    }

    @Test
    void signatureOfAnotherBodyIsNot() {
        assertThat(secret.signed("other".getBytes(StandardCharsets.UTF_8), SHA256))
                .isFalse();
    }

    @Test
    void secretIsNeverPrintedAndNeverTheSame() {
        HubSecret one = HubSecret.random(new Random(1));

        assertThat(one.toString()).isEqualTo("HubSecret[redacted]");
        assertThat(one.reveal())
                .hasSize(64)
                .isNotEqualTo(HubSecret.random(new Random(2)).reveal());
    }

    private boolean signed(@Nullable String header) {
        return secret.signed("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8), header);
    }
}
