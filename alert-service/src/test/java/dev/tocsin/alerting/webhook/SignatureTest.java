package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void publishedVectorIsReproduced() {
        HmacKey secret = HmacKey.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature = Signature.sign(
                KeyRing.of(secret),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                bytes("{\"test\": 2432232314}"));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void publishedAsymmetricVectorIsReproduced() {
        SigningKey key = SigningKey.parse(
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");

        String signature = Signature.sign(
                KeyRing.of(key),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                bytes("{\"test\": 2432232314}"));

        assertThat(signature)
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void rotatedKeySignsBesideTheNewOneThatComesFirst() {
        Instant now = Instant.now();
        HmacKey old = HmacKey.generate(new SecureRandom());
        Ed25519Key next = Ed25519Key.generate(new SecureRandom());
        KeyRing ring = KeyRing.of(old).rotated(next, now, Duration.ofHours(24)).orElseThrow();

        String signature = Signature.sign(ring, "msg_1", now, bytes("{}"));

        assertThat(signature.split(" "))
                .containsExactly(
                        Signature.sign(KeyRing.of(next), "msg_1", now, bytes("{}")),
                        Signature.sign(KeyRing.of(old), "msg_1", now, bytes("{}")));
        assertThat(signature).startsWith("v1a,").contains(" v1,");
    }

    @Test
    void officialVerifierAcceptsOurSignature() throws Exception {
        HmacKey secret = HmacKey.generate(new SecureRandom());
        Instant now = Instant.now();
        String body = "{\"type\":\"alert.raised\",\"data\":{\"title\":\"矿工迁往德克萨斯\"}}";

        String signature = Signature.sign(KeyRing.of(secret), "msg_1", now, bytes(body));

        Webhook verifier = new Webhook(secret.reveal());
        assertThatCode(() -> verifier.verify(body, headers("msg_1", now, signature)))
                .doesNotThrowAnyException();
    }

    @Test
    void anyChangedByteOfTheBodyIsRefusedByTheOfficialVerifier() throws Exception {
        HmacKey secret = HmacKey.generate(new SecureRandom());
        Instant now = Instant.now();
        String body = "{\"type\":\"alert.raised\"}";
        String signature = Signature.sign(KeyRing.of(secret), "msg_1", now, bytes(body));
        Webhook verifier = new Webhook(secret.reveal());

        assertThat(IntStream.range(0, body.length()).mapToObj(i -> flipped(body, i)))
                .allSatisfy(changed -> assertThatThrownBy(
                                () -> verifier.verify(changed, headers("msg_1", now, signature)))
                        .isInstanceOf(WebhookVerificationException.class));
    }

    @Test
    void requestCapturedAndReplayedSixMinutesLaterIsRefused() throws Exception {
        HmacKey secret = HmacKey.generate(new SecureRandom());
        Instant then = Instant.now().minus(6, ChronoUnit.MINUTES);
        String signature = Signature.sign(KeyRing.of(secret), "msg_1", then, bytes("{}"));

        Webhook verifier = new Webhook(secret.reveal());

        assertThatThrownBy(() -> verifier.verify("{}", headers("msg_1", then, signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void identifierAndTimestampAreSignedToo() {
        HmacKey secret = HmacKey.generate(new SecureRandom());
        Instant now = Instant.now();

        String signature = Signature.sign(KeyRing.of(secret), "msg_1", now, bytes("{}"));

        assertThat(signature)
                .isNotEqualTo(Signature.sign(KeyRing.of(secret), "msg_2", now, bytes("{}")))
                .isNotEqualTo(Signature.sign(KeyRing.of(secret), "msg_1", now.plusSeconds(1), bytes("{}")));
    }

    private static String flipped(String body, int position) {
        char[] characters = body.toCharArray();
        characters[position] ^= 1;
        return new String(characters);
    }

    private static Map<String, List<String>> headers(String id, Instant timestamp, String signature) {
        return Map.of(
                "webhook-id", List.of(id),
                "webhook-timestamp", List.of(Long.toString(timestamp.getEpochSecond())),
                "webhook-signature", List.of(signature));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
