package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void publishedVectorIsReproduced() {
        SigningSecret secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature = Signature.sign(
                secret,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                bytes("{\"test\": 2432232314}"));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void officialVerifierAcceptsOurSignature() throws Exception {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());
        Instant now = Instant.now();
        String body = "{\"type\":\"alert.raised\",\"data\":{\"title\":\"矿工迁往德克萨斯\"}}";

        String signature = Signature.sign(secret, "msg_1", now, bytes(body));

        Webhook verifier = new Webhook(secret.reveal());
        assertThatCode(() -> verifier.verify(body, headers("msg_1", now, signature)))
                .doesNotThrowAnyException();
    }

    @Test
    void anyChangedByteOfTheBodyIsRefusedByTheOfficialVerifier() throws Exception {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());
        Instant now = Instant.now();
        String body = "{\"type\":\"alert.raised\"}";
        String signature = Signature.sign(secret, "msg_1", now, bytes(body));
        Webhook verifier = new Webhook(secret.reveal());

        assertThat(IntStream.range(0, body.length()).mapToObj(i -> flipped(body, i)))
                .allSatisfy(changed -> assertThatThrownBy(
                                () -> verifier.verify(changed, headers("msg_1", now, signature)))
                        .isInstanceOf(WebhookVerificationException.class));
    }

    @Test
    void requestCapturedAndReplayedSixMinutesLaterIsRefused() throws Exception {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());
        Instant then = Instant.now().minus(6, ChronoUnit.MINUTES);
        String signature = Signature.sign(secret, "msg_1", then, bytes("{}"));

        Webhook verifier = new Webhook(secret.reveal());

        assertThatThrownBy(() -> verifier.verify("{}", headers("msg_1", then, signature)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void identifierAndTimestampAreSignedToo() {
        SigningSecret secret = SigningSecret.generate(new SecureRandom());
        Instant now = Instant.now();

        String signature = Signature.sign(secret, "msg_1", now, bytes("{}"));

        assertThat(signature)
                .isNotEqualTo(Signature.sign(secret, "msg_2", now, bytes("{}")))
                .isNotEqualTo(Signature.sign(secret, "msg_1", now.plusSeconds(1), bytes("{}")));
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
