package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Rejected;
import dev.tocsin.alerting.webhook.AttemptOutcome.TimedOut;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a socket on loopback that answers in ways no HTTP library would. */
class WebhookClientTest {

    private static final Duration DEADLINE = Duration.ofMillis(700);
    private static final WebhookMessage MESSAGE =
            WebhookMessage.of("msg_1", "alert.raised", Instant.parse("2021-06-25T08:00:00Z"), "{\"id\":\"alr_1\"}");

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> zone = new java.util.concurrent.ConcurrentHashMap<>();
    private final ServerSocket server = listen();

    /** Writes raw bytes after the request has been read. */
    @FunctionalInterface
    private interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private record Config(Optional<List<String>> allowedCidrs) implements WebhookConfig {
        @Override
        public boolean allowHttp() {
            return false;
        }

        @Override
        public Duration deadline() {
            return DEADLINE;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public int maxConnectionsPerHost() {
            return 4;
        }

        @Override
        public String userAgent() {
            return "Tocsin/test";
        }
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void requestHasOurHeadersAndNoOthers() throws Exception {
        answering(text("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
        assertThat(attempt.excerpt()).isEqualTo("ok");
        assertThat(requests.get(0)
                        .lines()
                        .map(line -> line.replaceFirst(":.*", "").toLowerCase(java.util.Locale.ROOT))
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
    void bodyThatDripsForEverIsCutAtTheOneDeadline() throws Exception {
        answering(out -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out, "x");
        });

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new TimedOut(DEADLINE));
        assertThat(attempt.latency()).isBetween(DEADLINE, DEADLINE.plusMillis(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
    void answerThatNeverComesToItsEndIsCutAtTheDeadline(String drop) throws Exception {
        answering(out -> {
            out.write(
                    drop.startsWith("HTTP")
                            ? new byte[0]
                            : "HTTP/1.1 200 OK\r\nslow: ".getBytes(StandardCharsets.US_ASCII));
            drip(out, drop);
        });

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new TimedOut(DEADLINE));
        assertThat(attempt.latency()).isLessThan(DEADLINE.plusMillis(300));
    }

    @Test
    void endlessBodyIsReadForSixteenKilobytesAndTheConnectionClosed() throws Exception {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        answering(out -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            long bytes = 0;
            try {
                for (byte[] block = new byte[8_192]; ; bytes += block.length) {
                    out.write(block);
                }
            } catch (IOException closedByUs) {
                sent.complete(bytes);
            }
        });

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
        assertThat(sent.get(5, TimeUnit.SECONDS)).isLessThan(16_000_000L);
    }

    @Test
    void compressedAnswerIsNotInflated() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[4_000_000]);
        }
        answering(out -> {
            out.write(("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + bomb.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bomb.toByteArray());
        });

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new Delivered(200));
        assertThat(attempt.excerpt()).hasSizeLessThanOrEqualTo(1_024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab"
            })
    void answerThatBreaksOffIsNoDelivery(String answer) throws Exception {
        answering(text(answer));

        Attempt attempt = send(url());

        assertThat(attempt.outcome())
                .isEqualTo(new Unreachable("the connection was closed before the answer was complete"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000\u0001\u0002\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 OK 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"
            })
    void answerThatIsNoHttpIsNoDelivery(String answer) throws Exception {
        answering(text(answer));

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void moreHeadersThanTheLimitAreNoDelivery() throws Exception {
        answering(text("HTTP/1.1 200 OK\r\n" + "x: 0123456789\r\n".repeat(2_000) + "content-length: 0\r\n\r\n"));

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isInstanceOf(Unreachable.class);
    }

    @Test
    void excerptIsCleanTextOfAtMostAKilobyte() throws Exception {
        byte[] body = ("\u0000\u001b[31mfailed 失败 " + "败".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        answering(out -> {
            out.write(("HTTP/1.1 500 No\r\ncontent-length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        });

        Attempt attempt = send(url());

        assertThat(attempt.outcome()).isEqualTo(new Rejected(500));
        assertThat(attempt.excerpt()).startsWith("[31mfailed 失败 ").doesNotContain("\u0000", "\u001b", "\uFFFD");
        assertThat(attempt.excerpt().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void vettedAddressIsTheOneConnectedToAndTheNameStaysInTheRequest() throws Exception {
        zone.put("hooks.example", List.of("127.0.0.1"));
        answering(text("HTTP/1.1 204 No Content\r\n\r\n"));

        Attempt attempt = send("http://hooks.example:" + server.getLocalPort() + "/hook");

        assertThat(attempt.outcome()).isEqualTo(new Delivered(204));
        assertThat(requests.get(0)).containsIgnoringCase("host: hooks.example:" + server.getLocalPort());
    }

    @Test
    void nameThatTurnsToAForbiddenAddressIsRefusedAtTheNextTry() throws Exception {
        zone.put("hooks.example", List.of("127.0.0.1"));
        answering(text("HTTP/1.1 204 No Content\r\n\r\n"));
        String url = "http://hooks.example:" + server.getLocalPort() + "/hook";
        WebhookClient client = client("127.0.0.1/32");
        send(client, url, 1);
        zone.put("hooks.example", List.of("127.0.0.1", "127.0.0.2"));

        Attempt attempt = send(client, url, 2);

        assertThat(attempt.outcome()).isEqualTo(new Refused("address not allowed"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void forbiddenAddressIsRefusedWithoutAConnection() throws Exception {
        answering(text("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));

        Attempt attempt = send(client("10.0.0.0/8"), url(), 1);

        assertThat(attempt.outcome()).isEqualTo(new Refused("address not allowed"));
        assertThat(requests).isEmpty();
    }

    @Test
    void laterTryGoesToAnotherAddressOfTheName() throws Exception {
        zone.put("hooks.example", List.of("127.0.0.2", "127.0.0.1"));
        answering(text("HTTP/1.1 204 No Content\r\n\r\n"));
        String url = "http://hooks.example:" + server.getLocalPort() + "/hook";
        WebhookClient client = client("127.0.0.0/8");
        Attempt first = send(client, url, 1);

        Attempt second = send(client, url, 2);

        assertThat(first.outcome()).isEqualTo(new Unreachable("could not connect"));
        assertThat(second.outcome()).isEqualTo(new Delivered(204));
    }

    @Test
    void nameWithoutAnAddressMayBeTriedAgain() throws Exception {
        assertThat(send("https://not-yet.example/").outcome())
                .isEqualTo(new Unreachable("the host name has no address"));
    }

    @Test
    void slowNameServerIsWithinTheDeadline() throws Exception {
        zone.put("slow.example", List.of("127.0.0.1"));

        Attempt attempt = send("http://slow.example:" + server.getLocalPort() + "/");

        assertThat(attempt.outcome()).isEqualTo(new TimedOut(DEADLINE));
        assertThat(attempt.latency()).isLessThan(DEADLINE.plusMillis(300));
    }

    @Test
    void peerThatSpeaksNoTlsIsUnreachable() throws Exception {
        answering(text("HTTP/1.1 400 Bad Request\r\n\r\n"));

        Attempt attempt = send("https://127.0.0.1:" + server.getLocalPort() + "/");

        assertThat(attempt.outcome()).isInstanceOf(Unreachable.class);
        assertThat(attempt.outcome().description()).doesNotContain("127.0.0.1");
    }

    private void answering(Answer answer) {
        threads.submit(() -> {
            while (true) {
                Socket socket = server.accept();
                threads.submit(() -> {
                    try (socket) {
                        String request = read(socket.getInputStream());
                        if (!request.isEmpty()) {
                            requests.add(request);
                        }
                        answer.write(socket.getOutputStream());
                        socket.getOutputStream().flush();
                    }
                    return null;
                });
            }
        });
    }

    /** The head and the body of one request; whatever comes that is none. */
    private static String read(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        byte[] buffer = new byte[8_192];
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            request.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            if (request.charAt(0) != 'P' || request.indexOf("alr_1") > 0) {
                break;
            }
        }
        return request.toString();
    }

    private static Answer text(String answer) {
        return out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void drip(OutputStream out, String drop) throws IOException, InterruptedException {
        while (true) {
            out.write(drop.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(20);
        }
    }

    private Attempt send(String url) throws Exception {
        return send(client("127.0.0.1/32"), url, 1);
    }

    private Attempt send(WebhookClient client, String url, int number) throws Exception {
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        SigningSecret secret = SigningSecret.generate(new SecureRandom());
        vertx.getOrCreateContext()
                .runOnContext(ignored -> client.send(url, secret, MESSAGE, number)
                        .subscribe()
                        .with(attempt::complete, attempt::completeExceptionally));
        return attempt.get(10, TimeUnit.SECONDS);
    }

    private WebhookClient client(String... allowed) {
        return new WebhookClient(vertx, new Config(Optional.of(List.of(allowed))), this::resolve, Clock.systemUTC());
    }

    private List<InetAddress> resolve(String host) {
        if (host.startsWith("slow")) {
            await(Duration.ofSeconds(2));
        }
        return zone.getOrDefault(host, List.of()).stream()
                .map(WebhookClientTest::inet)
                .toList();
    }

    private static void await(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook?a=b";
    }

    private static InetAddress inet(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
