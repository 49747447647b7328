package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Rejected;
import dev.tocsin.alerting.webhook.AttemptOutcome.Throttled;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the table of {@link AttemptOutcomeTest} is what a real answer comes to, and that a redirect is an answer. */
class StatusOnTheWireTest {

    private final ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.NO_CONTENT);
    private final ScriptedPeer elsewhere = new ScriptedPeer("127.0.0.2", 0, ScriptedPeer.NO_CONTENT);
    private final Tries tries = Tries.allowing("127.0.0.1/32", "127.0.0.2/32");

    @AfterEach
    void close() {
        tries.close();
        elsewhere.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                200, 201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 304, 305, 306, 399, 400, 401, 402, 403, 404, 405,
                        406, 407,
                408, 409, 410, 411, 412, 413, 415, 417, 418, 421, 422, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502,
                        503, 504,
                505, 507, 511, 520, 599
            })
    void answerComesToTheOutcomeOfItsStatus(int status) {
        peer.doing(ScriptedPeer.answeringOnce(
                "HTTP/1.1 " + status + " Word\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n"));

        Attempt attempt = tries.send(peer.url());

        assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.ofStatus(status, Duration.ofSeconds(7)));
        assertThat(attempt.outcome().status()).isEqualTo(status);
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 102, 199})
    void interimStatusThatIsTheLastWordIsNoDeliveryAndItsConnectionIsNotKept(int status) {
        peer.doing(line -> {
            line.request();
            line.write("HTTP/1.1 " + status + " Word\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            line.hang();
        });

        Attempt attempt = tries.send(peer.url());
        Attempt next = tries.send(peer.doing(ScriptedPeer.NO_CONTENT).url());

        assertThat(attempt.outcome()).isEqualTo(new Rejected(status));
        assertThat(next.outcome()).isEqualTo(new Delivered(204));
        assertThat(peer.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "103 Early Hints"})
    void interimAnswersBeforeTheLastOneAreNoAnswer(String status) {
        peer.doing(ScriptedPeer.answering(
                ("HTTP/1.1 " + status + "\r\n\r\n").repeat(3) + "HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n"));

        assertThat(tries.send(peer.url()).outcome()).isEqualTo(new Delivered(202));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 600, 999, 2000})
    void numberThatIsNoStatusIsNoDelivery(int status) {
        peer.doing(ScriptedPeer.answeringOnce("HTTP/1.1 %03d Word\r\ncontent-length: 0\r\n\r\n".formatted(status)));

        assertThat(tries.send(peer.url()).outcome()).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 305, 307, 308})
    void redirectIsNeverFollowed(int status) {
        String trap = "http://127.0.0.2:" + elsewhere.port() + "/";
        for (String location : new String[] {trap, peer.url(), "/hook", "//127.0.0.2:" + elsewhere.port(), "::", ""}) {
            int before = peer.requests().size();
            peer.doing(ScriptedPeer.answeringOnce("HTTP/1.1 " + status + " Moved\r\nlocation: " + location
                    + "\r\nrefresh: 0; url=" + trap + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"));

            assertThat(tries.send(peer.url()).outcome()).isEqualTo(new Rejected(status));
            assertThat(peer.requests()).hasSize(before + 1);
        }
        assertThat(elsewhere.connections()).isZero();
    }

    @Test
    void pauseThatIsAskedForIsReadFromTheAnswer() {
        peer.doing(ScriptedPeer.answering("HTTP/1.1 503 Busy\r\nRETRY-AFTER:  999999 \r\ncontent-length: 0\r\n\r\n"));

        assertThat(tries.send(peer.url()).outcome()).isEqualTo(new Throttled(503, Duration.ofHours(10)));
    }
}
