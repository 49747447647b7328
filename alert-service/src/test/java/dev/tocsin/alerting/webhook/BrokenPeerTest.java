package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.ScriptedPeer.Script;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that break off, or answer what is no HTTP: a failure in plain words, and a new connection for the next try. */
class BrokenPeerTest {

    private static final String CLOSED = "the connection was closed before the answer was complete";
    private static final String NO_HTTP = "the answer was not valid HTTP";
    private static final String TLS = "TLS failed: the certificate or the protocol was not accepted";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    static Stream<Arguments> brokenAnswers() {
        return Stream.concat(
                Stream.of(
                                "",
                                "HTTP/1.1 2",
                                "HTTP/1.1 200 OK\r\ncontent",
                                "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf",
                                CHUNKED + "5\r\nab",
                                CHUNKED + "2\r\nab\r\n")
                        .flatMap(start -> Stream.of(
                                broken("closed after", start, CLOSED, line -> {}),
                                broken("reset after", start, CLOSED, line -> line.reset()),
                                broken("half closed after", start, CLOSED, line -> {
                                    line.halfClose();
                                    line.hang();
                                }))),
                Stream.of(
                                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                                "220 mail.example ESMTP\r\n\r\n",
                                "<html>HTTP/0.9 has no head</html>\r\n",
                                "HTTP/1.1 OK 200\r\n\r\n",
                                "HTTP/2.0 200 OK\r\n\r\n",
                                "HTTP/1.1 200 OK\r\n: no name\r\ncontent-length: 0\r\n\r\n",
                                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc",
                                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
                                "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n",
                                "HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\n",
                                CHUNKED + "zz\r\n\r\n",
                                CHUNKED + "-1\r\n\r\n",
                                CHUNKED + "fffffffffffffffff\r\n\r\n")
                        .map(answer -> broken("answered", answer, NO_HTTP, line -> line.hang())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void isNoDeliveryAndTheNextTryHasAConnectionOfItsOwn(String what, Script script, String words) {
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.toLoopback()) {
            Attempt broken = tries.send(peer.url());
            Attempt next = tries.send(peer.doing(ScriptedPeer.NO_CONTENT).url());

            assertThat(broken.outcome()).isEqualTo(new Unreachable(words));
            assertThat(next.outcome()).isEqualTo(new Delivered(204));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    static Stream<Arguments> brokenHandshakes() {
        return Stream.of(
                Arguments.of("alert", (Script) line -> {
                    line.some();
                    line.write("\u0015\u0003\u0003\u0000\u0002\u0002\u0028");
                    line.hang();
                }),
                Arguments.of("closed", (Script) line -> line.some()),
                Arguments.of("reset", (Script) line -> {
                    line.some();
                    line.reset();
                }),
                Arguments.of("no TLS", ScriptedPeer.answeringOnce("HTTP/1.1 400 Bad Request\r\n\r\n")),
                Arguments.of("plain answer at once", (Script) line -> {
                    line.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                    line.hang();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenHandshakes")
    void brokenHandshakeIsAFailureOfTlsAndSaysNothingElse(String what, Script script) {
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.toLoopback()) {
            assertThat(tries.send(peer.secureUrl()).outcome()).isEqualTo(new Unreachable(TLS));
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void resetBeforeTheRequestIsAFailure() {
        try (ScriptedPeer peer = new ScriptedPeer(line -> line.reset());
                Tries tries = Tries.toLoopback()) {
            assertThat(tries.send(peer.url()).outcome().description()).isIn(CLOSED, "could not connect");
        }
    }

    /** Or one subscriber could answer for the next try, of whoever, over the same connection. */
    @Test
    void answerThatComesBeforeItsRequestIsNotTakenForOne() {
        String two = "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        try (ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.answering(two));
                Tries tries = Tries.toLoopback()) {
            Attempt first = tries.send(peer.url());
            Attempt second = tries.send(peer.url());

            assertThat(first.outcome().status()).isEqualTo(500);
            assertThat(second.outcome()).isNotInstanceOf(Delivered.class);
        }
    }

    @Test
    void wholeAnswerWithConnectionCloseIsADeliveryAndTheConnectionIsNotKept() {
        String last = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
        try (ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.answeringOnce(last));
                Tries tries = Tries.toLoopback()) {
            Attempt first = tries.send(peer.url());
            Attempt second = tries.send(peer.url());

            assertThat(first.outcome()).isEqualTo(new Delivered(200));
            assertThat(second.outcome()).isEqualTo(new Delivered(200));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    private static Arguments broken(String how, String answer, String words, Script end) {
        String name = how + " '" + answer.replaceAll("\\p{Cntrl}+", " ") + "'";
        return Arguments.of(
                name,
                (Script) line -> {
                    line.request();
                    line.write(answer);
                    // What is written just before a reset may be lost with it.
                    Thread.sleep(20);
                    end.play(line);
                },
                words);
    }
}
