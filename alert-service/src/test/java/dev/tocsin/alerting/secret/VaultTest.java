package dev.tocsin.alerting.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "k2:" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.UTF_8));
    private static final byte[] PLAIN = "whsec_of somebody".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsSealedOpensForItsOwnSubjectAndPurpose() {
        Vault vault = vault(OLD);

        byte[] sealed = vault.seal("sub_1", "keys", PLAIN);

        assertThat(vault.open("sub_1", "keys", sealed)).isEqualTo(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("whsec");
    }

    @Test
    void sameSecretIsSealedDifferentlyEveryTime() {
        Vault vault = vault(OLD);

        assertThat(vault.seal("sub_1", "keys", PLAIN)).isNotEqualTo(vault.seal("sub_1", "keys", PLAIN));
    }

    @Test
    void sealCopiedIntoAnotherRowOrColumnDoesNotOpen() {
        Vault vault = vault(OLD);
        byte[] sealed = vault.seal("sub_1", "keys", PLAIN);

        assertThatThrownBy(() -> vault.open("sub_2", "keys", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open("sub_1", "headers", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noBitOfASealCanBeChanged() {
        Vault vault = vault(OLD);
        byte[] sealed = vault.seal("sub_1", "keys", PLAIN);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> vault.open("sub_1", "keys", changed)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 16, 20})
    void sealThatBreaksOffDoesNotOpen(int length) {
        Vault vault = vault(OLD);
        byte[] half = java.util.Arrays.copyOf(vault.seal("sub_1", "keys", PLAIN), length);

        assertThatThrownBy(() -> vault.open("sub_1", "keys", half)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void newFirstKeySealsAndTheOldOneStillOpens() {
        byte[] before = vault(OLD).seal("sub_1", "keys", PLAIN);
        Vault rotated = vault(NEW, OLD);

        byte[] after = rotated.seal("sub_1", "keys", PLAIN);

        assertThat(rotated.open("sub_1", "keys", before)).isEqualTo(PLAIN);
        assertThat(vault(NEW).open("sub_1", "keys", after)).isEqualTo(PLAIN);
        assertThat(after).startsWith(rotated.mark());
        assertThat(before).startsWith(vault(OLD).mark());
    }

    @Test
    void missingKeyIsAskedForByItsId() {
        byte[] sealed = vault(OLD).seal("sub_1", "keys", PLAIN);

        assertThatThrownBy(() -> vault(NEW).open("sub_1", "keys", sealed))
                .hasMessageContaining("\"k1\"")
                .hasMessageContaining("tocsin.secrets.keys");
    }

    @Test
    void withoutAKeyItIsSaidHowToMakeOne() {
        assertThatThrownBy(() -> vault("", " "))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageContaining("TOCSIN_SECRETS_KEYS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "a b:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "k3:AAECAwQFBgcICQoLDA0ODw==",
                "k3:hunter2hunter2!"
            })
    void unusableKeyIsRefusedWithoutBeingQuoted(String key) {
        assertThatThrownBy(() -> vault(OLD, key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("tocsin.secrets.keys: ")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).doesNotContain("AAECAwQF", "hunter2"));
    }

    @Test
    void twoKeysOfOneIdAreRefused() {
        assertThatThrownBy(() -> vault(OLD, OLD)).hasMessageContaining("two keys have the id k1");
    }

    @Test
    void toStringKeepsTheKeys() {
        assertThat(vault(NEW, OLD)).hasToString("Vault[keys=[k2, k1]]");
    }

    private static Vault vault(String... keys) {
        return Vault.of(List.of(keys), new SecureRandom());
    }
}
