package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no server library would write, byte by byte. */
@NullUnmarked
class HostileSiteTest {
    private static final String BODY = "Content-Length: 6\r\n\r\n<rss/>";
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Link: <a>\r\nlink: <b>\r\nLINK: <c>\r\n",
                "ETag: \"1\"\r\nEtag: \"2\"\r\n",
                "X-A: 1\r\nX-A : 2\r\n",
                "Age: -5\r\nRetry-After: -5\r\nCache-Control: max-age=-9223372036854775809\r\n",
                "Content-Encoding: gzip\r\nContent-Encoding: identity\r\n"
            })
    void headersInOddSpellingsKeepNobodyFromReading(String headers) throws Exception {
        assertThat(fetch("HTTP/1.1 200 OK\r\n" + headers + BODY)).isInstanceOf(FetchOutcome.Modified.class);
    }

    @Test
    void everySpellingOfAHeaderIsHeard() throws Exception {
        assertThat(fetch("HTTP/1.1 200 OK\r\nLink: <a>\r\nlink: <b>\r\n" + BODY))
                .isInstanceOfSatisfying(
                        FetchOutcome.Modified.class,
                        document -> assertThat(document.links()).containsExactly("<a>", "<b>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": nameless\r\n" + BODY,
                "Content-Length: 6\r\nContent-Length: 7\r\n\r\n<rss/>",
                "Content-Length: -6\r\n\r\n<rss/>",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss/>\r\n0\r\n\r\n",
                "Content-Length: 60\r\n\r\n<rss/>"
            })
    void brokenAnswerIsAFaultAtOnceAndNotATimeOut(String rest) throws Exception {
        assertThat(fetch("HTTP/1.1 200 OK\r\n" + rest)).isInstanceOf(FetchOutcome.Failed.class);
    }

    @Test
    void answerThatNothingChangedToAQuestionWithoutAConditionIsNoGoodAnswer() throws Exception {
        assertThat(fetch("HTTP/1.1 304 Not Modified\r\n\r\n")).isEqualTo(new FetchOutcome.BadStatus(304));
    }

    @Test
    void redirectInRawBytesIsFollowedByteByByte() throws Exception {
        fetch("HTTP/1.1 302 Found\r\nLocation: /新闻\r\nContent-Length: 0\r\n\r\n");

        assertThat(ASKED.get(ASKED.size() - 1)).startsWith("GET /%E6%96%B0%E9%97%BB HTTP/1.1");
    }

    private static FetchOutcome fetch(String answer) throws Exception {
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> {
                    ASKED.add(request.toString(StandardCharsets.ISO_8859_1));
                    socket.write(Buffer.buffer(answer.getBytes(StandardCharsets.UTF_8)))
                            .onComplete(written -> socket.close());
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        AddressGuard guard =
                new AddressGuard(List.of("127.0.0.1/32"), host -> List.of(InetAddress.getByName("127.0.0.1")));
        return new FeedFetcher(vertx, guard, FetchLimits.impatient(), Clock.systemUTC())
                .fetch("http://feeds.example:" + server.actualPort() + "/feed", Validators.NONE)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
