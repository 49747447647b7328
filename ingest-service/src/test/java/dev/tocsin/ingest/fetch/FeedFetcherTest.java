package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fetcher against servers that a guarded name leads to, without a container. */
@NullUnmarked
class FeedFetcherTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static HttpServer secure;
    private static HttpServer plain;
    private static final List<HttpServerRequest> SEEN = new CopyOnWriteArrayList<>();

    private final AtomicInteger resolved = new AtomicInteger();

    @BeforeAll
    static void serve() throws Exception {
        Path keys = folder.resolve("keys.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "feeds",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=feeds.example",
                        "-ext",
                        "san=dns:feeds.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        System.setProperty("javax.net.ssl.trustStore", keys.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        vertx = Vertx.vertx();
        secure = listen(new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD)));
        plain = listen(new HttpServerOptions());
    }

    @AfterAll
    static void stop() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void certificateAndHostGoByNameThoughTheSocketGoesToTheVettedAddress() {
        FetchOutcome outcome = fetch("https://feeds.example:" + secure.actualPort() + "/feed");

        assertThat(outcome).isInstanceOf(FetchOutcome.Modified.class);
        HttpServerRequest request = SEEN.get(SEEN.size() - 1);
        assertThat(request.authority()).hasToString("feeds.example:" + secure.actualPort());
        assertThat(request.getHeader("user-agent")).isEqualTo("Test/1 (+https://t.example)");
        assertThat(request.headers().names()).doesNotContain("cookie", "referer", "if-none-match", "if-modified-since");
        assertThat(resolved).hasValue(1);
    }

    @Test
    void certificateOfAnotherNameIsNotAccepted() {
        assertThat(fetch("https://other.example:" + secure.actualPort() + "/feed")
                        .words())
                .isEqualTo("The site's certificate or encryption is not acceptable (it is made out to another name).");
    }

    @Test
    void redirectFromHttpsToHttpIsRefused() {
        assertThat(fetch("https://feeds.example:" + secure.actualPort() + "/downgrade")
                        .words())
                .isEqualTo("Not fetched: the site redirects from https to plain http.");
    }

    @Test
    void redirectIsVettedLikeAnyUrl() {
        int before = SEEN.size();

        FetchOutcome outcome = fetch("http://feeds.example:" + plain.actualPort() + "/inward");

        assertThat(outcome).isEqualTo(new FetchOutcome.Refused("the site redirects elsewhere: address not allowed"));
        assertThat(SEEN).hasSize(before + 1);
    }

    @Test
    void nameThatTurnsInwardBetweenTwoHopsIsRefused() {
        AddressGuard rebinding = new AddressGuard(
                List.of("127.0.0.1/32"),
                host -> List.of(InetAddress.getByName(resolved.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")));

        assertThat(fetch(rebinding, "http://feeds.example:" + plain.actualPort() + "/again"))
                .isEqualTo(new FetchOutcome.Refused("the site redirects elsewhere: address not allowed"));
    }

    @Test
    void slowDripIsCutAtTheDeadline() {
        long start = System.nanoTime();

        FetchOutcome outcome = fetch("http://feeds.example:" + plain.actualPort() + "/drip");

        assertThat(outcome).isEqualTo(new FetchOutcome.TimedOut(FetchOutcome.Stage.WHOLE, Duration.ofSeconds(2)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void nameServerThatHangsIsCutAtTheDeadline() {
        AddressGuard hanging = new AddressGuard(List.of(), host -> {
            try {
                Thread.sleep(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });

        assertThat(fetch(hanging, "http://feeds.example/"))
                .isInstanceOfSatisfying(
                        FetchOutcome.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.DNS));
    }

    @Test
    void announcedSizeIsNotWaitedFor() {
        assertThat(fetch("http://feeds.example:" + plain.actualPort() + "/announced"))
                .isInstanceOf(FetchOutcome.TooLarge.class);
    }

    @Test
    void headersBeyondReasonAreSaidToBe() {
        assertThat(fetch("http://feeds.example:" + plain.actualPort() + "/headers")
                        .words())
                .contains("headers beyond any reason");
    }

    @Test
    void peerThatTalksNonsenseIsAFailure() throws Exception {
        NetServer nonsense = vertx.createNetServer()
                .connectHandler(socket -> socket.write("SSH-2.0-OpenSSH_9\r\n").onComplete(done -> socket.close()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();

        assertThat(fetch("http://feeds.example:" + nonsense.actualPort() + "/"))
                .isInstanceOf(FetchOutcome.Failed.class);
    }

    @Test
    void http2IsSpokenWhereTlsNegotiatesIt() {
        fetch("https://feeds.example:" + secure.actualPort() + "/feed");

        assertThat(SEEN.get(SEEN.size() - 1).version()).isEqualTo(HttpVersion.HTTP_2);
    }

    @Test
    void brokenHttp2IsTriedOnceMoreAsHttp1() {
        FetchOutcome outcome = fetch("https://feeds.example:" + secure.actualPort() + "/no-http2");

        assertThat(outcome).isInstanceOf(FetchOutcome.Modified.class);
        assertThat(SEEN.get(SEEN.size() - 1).version()).isEqualTo(HttpVersion.HTTP_1_1);
    }

    @Test
    void moveForGoodEndsAtTheFirstTemporaryRedirect() {
        FetchOutcome outcome = fetch("http://feeds.example:" + plain.actualPort() + "/for-good");

        assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Modified.class, document -> {
            assertThat(document.finalUrl().target()).isEqualTo("/feed");
            assertThat(document.terms().movedTo()).hasToString("http://feeds.example:" + plain.actualPort() + "/again");
        });
    }

    @Test
    void validatorsAreSentBackAsTheyCame() {
        Validators validators = new Validators("W/\"a b\"", "yesterday, about noon");

        FetchOutcome outcome = fetcher(guard())
                .fetch("http://feeds.example:" + plain.actualPort() + "/unchanged", validators)
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(outcome)
                .isEqualTo(new FetchOutcome.NotModified(
                        new FetchOutcome.Terms(new Validators("\"new\"", null), Duration.ZERO, null)));
        HttpServerRequest request = SEEN.get(SEEN.size() - 1);
        assertThat(request.getHeader("if-none-match")).isEqualTo("W/\"a b\"");
        assertThat(request.getHeader("if-modified-since")).isEqualTo("yesterday, about noon");
    }

    private FetchOutcome fetch(String url) {
        return fetch(guard(), url);
    }

    private static FetchOutcome fetch(AddressGuard guard, String url) {
        return fetcher(guard).fetch(url, Validators.NONE).await().atMost(Duration.ofSeconds(10));
    }

    private static FeedFetcher fetcher(AddressGuard guard) {
        return new FeedFetcher(vertx, guard, FetchLimits.impatient(), Clock.systemUTC());
    }

    private AddressGuard guard() {
        return new AddressGuard(List.of("127.0.0.1/32"), host -> {
            resolved.incrementAndGet();
            return List.of(InetAddress.getByName("127.0.0.1"));
        });
    }

    private static HttpServer listen(HttpServerOptions options) throws Exception {
        return vertx.createHttpServer(options)
                .requestHandler(FeedFetcherTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static void answer(HttpServerRequest request) {
        SEEN.add(request);
        Map<String, String> redirects =
                Map.of("/downgrade", "http://feeds.example/", "/inward", "http://10.0.0.1/", "/again", "/feed");
        String location = redirects.get(request.path());
        if (request.path().equals("/for-good")) {
            request.response()
                    .setStatusCode(301)
                    .putHeader("location", "/again")
                    .end();
        } else if (request.path().equals("/no-http2") && request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (location != null) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("location", location)
                    .end();
        } else if (request.path().equals("/unchanged")) {
            request.response().setStatusCode(304).putHeader("etag", "\"new\"").end();
        } else if (request.path().equals("/drip")) {
            request.response().setChunked(true).write("<rss>");
            vertx.setPeriodic(100, timer -> request.response().write(" ").onFailure(gone -> vertx.cancelTimer(timer)));
        } else if (request.path().equals("/announced")) {
            request.response().putHeader("content-length", "1000000000").write("<rss>");
        } else if (request.path().equals("/headers")) {
            request.response().putHeader("x-long", "x".repeat(100_000)).end();
        } else {
            request.response().end("<rss/>");
        }
    }
}
