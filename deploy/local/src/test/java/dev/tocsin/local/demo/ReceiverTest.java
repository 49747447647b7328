package dev.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.parse("2021-06-25T08:00:02Z");
    private static final String BODY = "{\"type\":\"alert.raised\",\"data\":{\"title\":\"四川\"}}";

    private final List<Ring> rings = new CopyOnWriteArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = Receiver.start(0, Clock.fixed(NOW, ZoneOffset.UTC), rings::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void rightlySignedMessageIsTakenAndHandedOn() throws Exception {
        receiver.secret(SECRET);

        int status = post("msg_1", BODY, sign("msg_1", BODY));

        assertThat(status).isEqualTo(204);
        assertThat(rings).singleElement().satisfies(ring -> {
            assertThat(ring.verdict()).isEqualTo(WebhookSignature.Verdict.OK);
            assertThat(ring.type()).isEqualTo("alert.raised");
            assertThat(ring.alert().path("title").asText()).isEqualTo("四川");
        });
    }

    @Test
    void sameMessageAgainIsTakenAndShownAsRepetition() throws Exception {
        receiver.secret(SECRET);
        post("msg_1", BODY, sign("msg_1", BODY));

        int status = post("msg_1", BODY, sign("msg_1", BODY));

        assertThat(status).isEqualTo(204);
        assertThat(rings).extracting(Ring::times).containsExactly(1, 2);
    }

    @Test
    void forgedMessageIsRefusedAndDoesNotCountAsTheTrueOne() throws Exception {
        receiver.secret(SECRET);
        int forged = post("msg_1", BODY, "v1,AAAA");

        post("msg_1", BODY, sign("msg_1", BODY));

        assertThat(forged).isEqualTo(401);
        assertThat(rings).extracting(Ring::times).containsExactly(1, 1);
        assertThat(rings)
                .extracting(Ring::verdict)
                .containsExactly(WebhookSignature.Verdict.WRONG, WebhookSignature.Verdict.OK);
    }

    @Test
    void beforeItKnowsTheSecretItAsksToComeAgain() throws Exception {
        assertThat(post("msg_1", BODY, sign("msg_1", BODY))).isEqualTo(503);
        assertThat(rings).isEmpty();
    }

    @Test
    void hugeBodyIsRefused() throws Exception {
        receiver.secret(SECRET);

        assertThat(post("msg_1", "x".repeat(70_000), "v1,AAAA")).isEqualTo(413);
    }

    private int post(String id, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(receiver.uri())
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String sign(String id, String body) throws Exception {
        return new Webhook(SECRET).sign(id, NOW.getEpochSecond(), body);
    }
}
