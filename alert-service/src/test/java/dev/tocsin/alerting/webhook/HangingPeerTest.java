package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.TimedOut;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.ScriptedPeer.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that never comes to its end, wherever it stops: one deadline cuts them all. */
class HangingPeerTest {

    static Stream<Arguments> answersWithoutEnd() {
        return Stream.of(
                hanging("nothing is read", line -> Thread.sleep(5_000)),
                hanging("nothing is answered", line -> line.hang()),
                dripping("body of a known length", "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n", "x"),
                dripping("body until the connection closes", "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", "x"),
                dripping("chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
                dripping("chunk extension", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", "x"),
                dripping("trailers", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n", "t: x\r\n"),
                dripping("header", "HTTP/1.1 200 OK\r\nslow: ", "x"),
                dripping("headers", "HTTP/1.1 200 OK\r\n", "a: b\r\n"),
                dripping("status line", "HTTP/1.1 200 ", "O"),
                dripping("blank lines before the status line", "", "\r\n"),
                hanging("interim answers", line -> {
                    line.request();
                    line.drip("HTTP/1.1 100 Continue\r\n\r\n", 150);
                }),
                hanging("error page", line -> {
                    line.request();
                    line.write("HTTP/1.1 500 No\r\ncontent-length: 10\r\n\r\nhalf");
                    line.hang();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersWithoutEnd")
    void isCutAtTheDeadlineAndTheNextTryHasAConnectionOfItsOwn(String what, Script script) throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.impatient()) {
            Attempt cut = tries.send(peer.url());
            Attempt next = tries.send(peer.doing(ScriptedPeer.NO_CONTENT).url());

            assertThat(cut.outcome()).isEqualTo(new TimedOut(Tries.DEADLINE));
            assertThat(cut.latency()).isBetween(Tries.DEADLINE, Tries.DEADLINE.plus(Tries.TOLERANCE));
            assertThat(next.outcome()).isEqualTo(new Delivered(204));
            assertThat(peer.connections()).isEqualTo(2);
            assertThat(peer.requests()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void connectionIsClosedAtTheDeadlineAndNotLeftToThePeer() throws Exception {
        try (ScriptedPeer peer = new ScriptedPeer(line -> line.hang());
                Tries tries = Tries.impatient()) {
            tries.send(peer.url());

            assertThat(peer.cut().get(2, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void handshakeThatIsNotAnsweredHasItsShareOfTheDeadline() {
        try (ScriptedPeer peer = new ScriptedPeer(line -> line.hang());
                Tries tries = Tries.toLoopback()) {
            Attempt attempt = tries.send(peer.secureUrl());

            assertThat(attempt.outcome()).isInstanceOf(Unreachable.class);
            assertThat(attempt.latency()).isLessThan(Duration.ofSeconds(8));
        }
    }

    /** Three times as many as may be connected at once. */
    @Test
    void tryThatWaitsForAConnectionHasTheSameDeadline() {
        try (ScriptedPeer peer = new ScriptedPeer(line -> line.hang());
                Tries tries = Tries.impatient()) {
            List<CompletableFuture<Attempt>> begun =
                    Stream.generate(() -> tries.begin(peer.url(), 1)).limit(12).toList();

            assertThat(begun.stream().map(Tries::await)).allSatisfy(attempt -> {
                assertThat(attempt.outcome()).isEqualTo(new TimedOut(Tries.DEADLINE));
                assertThat(attempt.latency()).isLessThan(Tries.DEADLINE.plus(Tries.TOLERANCE));
            });
            // Those that waited may have been given a connection at the last moment, to a peer that hangs.
            peer.doing(ScriptedPeer.NO_CONTENT);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(tries.send(peer.url()).outcome()).isEqualTo(new Delivered(204)));
        }
    }

    private static Arguments dripping(String what, String head, String drop) {
        return hanging(what, line -> {
            line.request();
            line.write(head);
            line.drip(drop, 20);
        });
    }

    private static Arguments hanging(String what, Script script) {
        return Arguments.of(what, script);
    }
}
