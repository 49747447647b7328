package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @Test
    void generatedSecretSurvivesBeingWrittenAndRead() {
        HmacKey secret = HmacKey.generate(new SecureRandom());

        assertThat(HmacKey.parse(secret.reveal())).isEqualTo(secret);
        assertThat(secret.bytes()).hasSize(32);
    }

    @Test
    void toStringKeepsTheSecret() {
        HmacKey secret = HmacKey.generate(new SecureRandom());

        assertThat(secret).hasToString("whsec_***");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void lengthsOfTheSpecificationAreAccepted(int bytes) {
        assertThat(HmacKey.parse(secretOf(bytes)).bytes()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 65, 1_000})
    void otherLengthsAreRefused(int bytes) {
        assertThatThrownBy(() -> HmacKey.parse(secretOf(bytes)))
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
        assertThatThrownBy(() -> HmacKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).doesNotContain("not base64", "injected", "MfKQ"));
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void generatedKeyPairSurvivesBeingStoredAndRead() {
        Ed25519Key key = Ed25519Key.generate(new SecureRandom());

        assertThat(SigningKey.of("v1a", key.bytes())).isEqualTo(key);
        assertThat(SigningKey.parse("whsk_" + Base64.getEncoder().encodeToString(key.bytes())))
                .isEqualTo(key);
        assertThat(key.bytes()).hasSize(64);
        assertThat(Base64.getDecoder().decode(key.publicKey().orElseThrow().substring(5)))
                .hasSize(32)
                .isEqualTo(Arrays.copyOfRange(key.bytes(), 32, 64));
    }

    @Test
    void privateKeyIsNeverShown() {
        Ed25519Key key = Ed25519Key.generate(new SecureRandom());

        assertThat(key).hasToString("whsk_***");
        assertThat(key.secret()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65})
    void otherLengthsOfAPrivateKeyAreRefused(int bytes) {
        String text = "whsk_" + Base64.getEncoder().encodeToString(new byte[bytes]);

        assertThatThrownBy(() -> SigningKey.parse(text)).hasMessageContaining("whsk_ and the base64 of 64 bytes");
    }

    @Test
    void publicKeyOfAnotherSeedIsRefused() {
        byte[] mixed = Ed25519Key.generate(new SecureRandom()).bytes();
        System.arraycopy(Ed25519Key.generate(new SecureRandom()).bytes(), 32, mixed, 32, 32);

        assertThatThrownBy(() -> SigningKey.of("v1a", mixed)).hasMessageContaining("do not belong together");
    }

    @Test
    void unknownSchemeIsRefused() {
        assertThatThrownBy(() -> SigningKey.generate("v2", new SecureRandom()))
                .hasMessageContaining("is none of [v1, v1a]");
    }
}
