package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Rejected;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, where to, and what comes of it. */
class WebhookClientTest {

    private final ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.NO_CONTENT);
    private final Tries tries = Tries.toLoopback();

    @AfterEach
    void close() {
        tries.close();
        peer.close();
    }

    @Test
    void requestHasOurHeadersAndNoOthers() {
        peer.doing(ScriptedPeer.answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));

        Attempt attempt = tries.send(peer.url());

        assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
        assertThat(attempt.excerpt()).isEqualTo("ok");
        assertThat(peer.requests()
                        .get(0)
                        .lines()
                        .map(line -> line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT))
                        .takeWhile(line -> !line.isEmpty()))
                .containsExactlyInAnyOrder(
                        "post /hook?a=b http/1.1",
                        "host",
                        "content-type",
                        "content-length",
                        "user-agent",
                        "accept-encoding",
                        "webhook-id",
                        "webhook-timestamp",
                        "webhook-signature");
    }

    @Test
    void connectionIsKeptForTheNextTry() {
        tries.send(peer.url());

        assertThat(tries.send(peer.url()).outcome()).isEqualTo(new Delivered(204));
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void excerptIsCleanTextOfAtMostAKilobyte() {
        byte[] body = ("\u0000\u001b[31mfailed 失败 " + "败".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        peer.doing(line -> {
            line.request();
            line.write("HTTP/1.1 500 No\r\ncontent-length: " + body.length + "\r\n\r\n");
            line.write(body);
        });

        Attempt attempt = tries.send(peer.url());

        assertThat(attempt.outcome()).isEqualTo(new Rejected(500));
        assertThat(attempt.excerpt()).startsWith("[31mfailed 失败 ").doesNotContain("\u0000", "\u001b", "\uFFFD");
        assertThat(attempt.excerpt().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void vettedAddressIsTheOneConnectedToAndTheNameStaysInTheRequest() {
        tries.naming("hooks.example", "127.0.0.1");

        Attempt attempt = tries.send("http://hooks.example:" + peer.port() + "/hook");

        assertThat(attempt.outcome()).isEqualTo(new Delivered(204));
        assertThat(peer.requests().get(0)).containsIgnoringCase("host: hooks.example:" + peer.port());
    }

    @Test
    void forbiddenAddressIsRefusedWithoutAConnection() {
        try (Tries elsewhere = Tries.allowing("10.0.0.0/8")) {
            Attempt attempt = elsewhere.send(peer.url());

            assertThat(attempt.outcome()).isEqualTo(new Refused("address not allowed"));
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void laterTryGoesToAnotherAddressOfTheName() {
        String url = "http://hooks.example:" + peer.port() + "/hook";
        try (Tries wide = Tries.allowing("127.0.0.0/8").naming("hooks.example", "127.0.0.2", "127.0.0.1")) {
            assertThat(wide.send(url, 1).outcome()).isEqualTo(new Unreachable("could not connect"));
            assertThat(wide.send(url, 2).outcome()).isEqualTo(new Delivered(204));
        }
    }

    @Test
    void nameWithoutAnAddressMayBeTriedAgain() {
        assertThat(tries.send("https://not-yet.example/").outcome())
                .isEqualTo(new Unreachable("the host name has no address"));
    }
}
