package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.ScriptedPeer.Script;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is too large, wherever it swells: read for 16 KiB, then the connection is closed. */
class HugeAnswerTest {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    /** What we read, and what two sockets hold of what we did not. */
    private static final long CAP_AND_SOCKET_BUFFERS = 6_000_000;

    private static final int CALLS = 1_000;
    private static final int AT_ONCE = 20;

    static Stream<Arguments> hugeBodies() {
        return Stream.of(
                flooding("of a known length", "HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n", "x"),
                flooding("until the connection closes", "HTTP/1.1 200 OK\r\n\r\n", "x"),
                flooding("in chunks without end", CHUNKED, "400\r\n" + "x".repeat(1_024) + "\r\n"),
                flooding("in chunks of one byte", CHUNKED, "1\r\nx\r\n"));
    }

    static Stream<Arguments> hugeHeads() {
        return Stream.of(
                flooding("headers", "HTTP/1.1 200 OK\r\n", "x: 0123456789\r\n"),
                flooding("one header", "HTTP/1.1 200 OK\r\nx: ", "x"),
                flooding("name of a header", "HTTP/1.1 200 OK\r\n", "x"),
                flooding("status line", "HTTP/1.1 200 ", "x"),
                flooding("no status line", "", "x"),
                flooding("length of a chunk", CHUNKED, "0"),
                flooding("extension of a chunk", CHUNKED + "1;", "x"),
                flooding("trailers", CHUNKED + "0\r\n", "t: 0123456789\r\n"),
                flooding("interim answers", "", "HTTP/1.1 100 Continue\r\n\r\n"),
                flooding("early hints", "", "HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeBodies")
    void bodyIsReadForSixteenKilobytesAndTheStatusCounts(String what, Script script) {
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.toLoopback()) {
            Attempt attempt = tries.send(peer.url());
            Attempt next = tries.send(peer.doing(ScriptedPeer.NO_CONTENT).url());

            assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
            assertThat(peer.cut()).succeedsWithin(Duration.ofSeconds(3));
            assertThat(peer.sent()).isLessThan(CAP_AND_SOCKET_BUFFERS);
            assertThat(next.outcome()).isEqualTo(new Delivered(204));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hugeHeads")
    void headBeyondTheLimitEndsTheTryLongBeforeTheDeadline(String what, Script script) {
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.toLoopback()) {
            Attempt attempt = tries.send(peer.url());
            Attempt next = tries.send(peer.doing(ScriptedPeer.NO_CONTENT).url());

            assertThat(attempt.outcome()).isInstanceOf(Unreachable.class);
            assertThat(attempt.latency()).hasSeconds(0);
            assertThat(peer.cut()).succeedsWithin(Duration.ofSeconds(3));
            assertThat(peer.sent()).isLessThan(CAP_AND_SOCKET_BUFFERS);
            assertThat(next.outcome()).isEqualTo(new Delivered(204));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void compressedAnswerIsNeverInflated() throws Exception {
        byte[] bomb = bomb();
        Script script = line -> {
            assertThat(line.request()).containsIgnoringCase("accept-encoding: identity");
            line.write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + bomb.length + "\r\n\r\n");
            line.write(bomb);
        };
        try (ScriptedPeer peer = new ScriptedPeer(script);
                Tries tries = Tries.toLoopback()) {
            Attempt attempt = tries.send(peer.url());

            assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
            assertThat(attempt.excerpt()).isEqualTo(Attempt.excerpt(bomb));
        }
    }

    @Test
    void thousandHugeAnswersLeaveNothingInMemory() {
        Script flood = line -> {
            line.request();
            line.write("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n");
            line.flood("x");
        };
        try (ScriptedPeer peer = new ScriptedPeer(flood);
                Tries tries = Tries.toLoopback()) {
            flood(tries, peer, AT_ONCE * 5);
            long before = memory();
            long sentBefore = peer.sent();

            List<AttemptOutcome> outcomes = flood(tries, peer, CALLS);

            assertThat(outcomes).hasSize(CALLS).containsOnly(new Delivered(200));
            assertThat(memory() - before).isLessThan(20_000_000);
            assertThat((peer.sent() - sentBefore) / CALLS).isLessThan(CAP_AND_SOCKET_BUFFERS);
        }
    }

    private static List<AttemptOutcome> flood(Tries tries, ScriptedPeer peer, int calls) {
        List<AttemptOutcome> outcomes = new ArrayList<>();
        for (int done = 0; done < calls; done += AT_ONCE) {
            List<CompletableFuture<Attempt>> begun = Stream.generate(() -> tries.begin(peer.url(), 1))
                    .limit(AT_ONCE)
                    .toList();
            begun.forEach(attempt -> outcomes.add(Tries.await(attempt).outcome()));
        }
        return outcomes;
    }

    /** What is still held when the garbage is gone: the heap, and Netty's buffers outside of it. */
    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PlatformDependent.usedDirectMemory();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 10; i++) {
                gzip.write("0".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bomb.toByteArray();
    }

    private static Arguments flooding(String what, String head, String wave) {
        return Arguments.of(what, (Script) line -> {
            line.request();
            line.write(head);
            line.flood(wave);
        });
    }
}
