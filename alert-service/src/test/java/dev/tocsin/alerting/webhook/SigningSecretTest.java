package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {

    @Test
    void generatedSecretSurvivesBeingWrittenAndRead() {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());

        assertThat(SigningSecret.parse(secret.reveal())).isEqualTo(secret);
        assertThat(secret.key()).hasSize(32);
    }

    @Test
    void toStringKeepsTheSecret() {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());

        assertThat(secret).hasToString("whsec_***");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void lengthsOfTheSpecificationAreAccepted(int bytes) {
        assertThat(SigningSecret.parse(secretOf(bytes)).key()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 65, 1_000})
    void otherLengthsAreRefused(int bytes) {
        assertThatThrownBy(() -> SigningSecret.parse(secretOf(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 to 64 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "whsec",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_not base64!",
                "whsec_\r\nx-injected: 1"
            })
    void malformedSecretIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> SigningSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).doesNotContain("not base64", "injected", "MfKQ"));
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
