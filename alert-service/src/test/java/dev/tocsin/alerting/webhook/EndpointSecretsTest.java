package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.secret.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointSecretsTest {

    private final SecureRandom random = new SecureRandom();
    private final Vault vault = Vault.of(List.of("t:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), random);

    @Test
    void everythingIsThereAgainWhenTheSealIsOpened() {
        KeyRing keys = KeyRing.of(HmacKey.generate(random))
                .rotated(Ed25519Key.generate(random), Instant.now(), Duration.ofHours(24))
                .orElseThrow();
        EndpointSecrets secrets = new EndpointSecrets(
                keys, new CustomHeaders(Map.of("authorization", "Bearer \"x\"")), Optional.of("SECabc"));

        byte[] sealed = secrets.sealed("sub_1", vault);

        assertThat(EndpointSecrets.open("sub_1", sealed, vault)).isEqualTo(secrets);
    }

    @Test
    void sealOfAnotherSubscriptionDoesNotOpen() {
        byte[] sealed = secrets().sealed("sub_1", vault);

        assertThatThrownBy(() -> EndpointSecrets.open("sub_2", sealed, vault))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endpointWhoseSealDoesNotOpenHasNoKeysAndTheOthersAreNoneTheWorse() {
        EndpointReader reader = new EndpointReader(vault);
        byte[] foreign = secrets().sealed("sub_1", vault);

        assertThat(reader.read("sub_2", 1, "https://a.example/", foreign, null, "en")
                        .keys())
                .isEqualTo(KeyRing.EMPTY);
        assertThat(reader.read("sub_1", 1, "https://a.example/", foreign, null, "en")
                        .keys()
                        .entries())
                .hasSize(1);
    }

    @Test
    void toStringKeepsThemAll() {
        assertThat(secrets().toString()).isEqualTo("EndpointSecrets[CustomHeaders[]]");
    }

    private EndpointSecrets secrets() {
        return new EndpointSecrets(
                KeyRing.of(HmacKey.generate(random)), CustomHeaders.NONE, Optional.of("channel secret"));
    }
}
