package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Held against the official verifier: of a request that was changed in any way nothing is believed. */
class SignaturePropertyTest {

    private static final long SEED = 20_210_625;

    private final Random random = new Random(SEED);
    private final HmacKey key = HmacKey.generate(new SecureRandom());
    private final Instant now = Instant.now();
    private Webhook verifier;

    /** What was captured on the way. */
    private record Request(String id, String timestamp, String body, String signature) {}

    @BeforeEach
    void receiver() throws Exception {
        verifier = new Webhook(key.reveal());
    }

    @Test
    void oneChangedBitOfIdTimestampOrBodyIsRefused() {
        for (int round = 0; round < 300; round++) {
            Request sent = signed(word(30), now, body());
            assertThat(accepts(sent))
                    .as("seed %d round %d as sent", SEED, round)
                    .isTrue();

            assertThat(List.of(
                            new Request(changed(sent.id()), sent.timestamp(), sent.body(), sent.signature()),
                            new Request(sent.id(), changed(sent.timestamp()), sent.body(), sent.signature()),
                            new Request(sent.id(), sent.timestamp(), changed(sent.body()), sent.signature())))
                    .as("seed %d round %d", SEED, round)
                    .noneMatch(this::accepts);
        }
    }

    @Test
    void oneChangedBitOfTheSignatureIsRefused() {
        for (int round = 0; round < 300; round++) {
            Request sent = signed(word(30), now, body());

            Request forged = new Request(sent.id(), sent.timestamp(), sent.body(), changed(sent.signature()));

            assertThat(accepts(forged))
                    .as("seed %d round %d %s", SEED, round, forged)
                    .isFalse();
        }
    }

    @Test
    void signedTextCutAtOtherDotsIsRefused() {
        for (int round = 0; round < 300; round++) {
            String title = word(5) + "." + word(5) + "." + now.getEpochSecond() + "." + word(5);
            Request sent = signed(word(30), now, "{\"data\":{\"title\":\"" + title + "\"}}");
            List<String> parts = List.of((sent.id() + "." + sent.timestamp() + "." + sent.body()).split("\\."));

            for (int cut = 2; cut < parts.size() - 1; cut++) {
                Request moved = new Request(
                        String.join(".", parts.subList(0, cut)),
                        parts.get(cut),
                        String.join(".", parts.subList(cut + 1, parts.size())),
                        sent.signature());
                // A cut at the fresh timestamp inside the title would fit, were it not for the dots in the id: ours
                // have none, and receivers that look their ids up find no such message.
                boolean fits = parts.get(cut).equals(sent.timestamp());
                assertThat(accepts(moved))
                        .as("seed %d round %d cut %d", SEED, round, cut)
                        .isEqualTo(fits);
                assertThat(moved.id()).contains(".");
            }
        }
    }

    @Test
    void idWithADotIsNeverSigned() {
        assertThatThrownBy(() -> signed("msg_1.1614265330", now, "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void capturedRequestIsRefusedSixMinutesLaterAndTakenFourMinutesLater() {
        assertThat(accepts(signed("msg_1", now.minus(Duration.ofMinutes(6)), "{}")))
                .isFalse();
        assertThat(accepts(signed("msg_1", now.minus(Duration.ofMinutes(4)), "{}")))
                .isTrue();
    }

    @Test
    void captureWithAFreshTimestampIsRefused() {
        Request old = signed("msg_1", now.minus(Duration.ofMinutes(6)), "{}");

        assertThat(accepts(new Request(old.id(), Long.toString(now.getEpochSecond()), old.body(), old.signature())))
                .isFalse();
    }

    private Request signed(String id, Instant timestamp, String body) {
        return new Request(
                id,
                Long.toString(timestamp.getEpochSecond()),
                body,
                Signature.sign(KeyRing.of(key), id, timestamp, body.getBytes(StandardCharsets.UTF_8)));
    }

    private boolean accepts(Request request) {
        try {
            verifier.verify(
                    request.body(),
                    Map.of(
                            "webhook-id", List.of(request.id()),
                            "webhook-timestamp", List.of(request.timestamp()),
                            "webhook-signature", List.of(request.signature())));
            return true;
        } catch (WebhookVerificationException refused) {
            return false;
        }
    }

    private String body() {
        return "{\"type\":\"alert.raised\",\"data\":{\"title\":\"" + word(random.nextInt(200)) + "\"}}";
    }

    private String word(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** One bit of one character; of ASCII it stays one byte. */
    private String changed(String text) {
        char[] characters = text.toCharArray();
        characters[random.nextInt(characters.length)] ^= (char) (1 << random.nextInt(7));
        return new String(characters);
    }
}
