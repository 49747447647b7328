package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A name with several addresses, of which some are dead. */
@NullUnmarked
class NextAddressTest {
    private static Vertx vertx;
    private static int port;

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("<rss/>"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        port = server.actualPort();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nextVettedAddressIsTriedWhereNobodyListens() {
        assertThat(fetch("127.0.0.8", "127.0.0.9", "127.0.0.1")).isInstanceOf(FetchOutcome.Modified.class);
    }

    @Test
    void noMoreThanThreeAddressesAreTried() {
        assertThat(fetch("127.0.0.7", "127.0.0.8", "127.0.0.9", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        FetchOutcome.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.CONNECT));
    }

    @Test
    void addressThatIsToldTwiceIsTriedOnce() {
        assertThat(fetch("127.0.0.8", "127.0.0.8", "127.0.0.8", "127.0.0.1")).isInstanceOf(FetchOutcome.Modified.class);
    }

    @Test
    void faultAfterConnectingStaysWithItsAddress() throws Exception {
        vertx.createNetServer()
                .connectHandler(socket -> socket.close())
                .listen(port, "127.0.0.2")
                .toCompletionStage()
                .toCompletableFuture()
                .get();

        assertThat(fetch("127.0.0.2", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        FetchOutcome.Failed.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.CUT_OFF));
    }

    @Test
    void forbiddenAddressAmongManyRefusesAllBeforeAnyIsTried() {
        assertThat(fetch("127.0.0.1", "10.0.0.1")).isEqualTo(new FetchOutcome.Refused("address not allowed"));
    }

    private static FetchOutcome fetch(String... addresses) {
        AddressGuard guard = new AddressGuard(List.of("127.0.0.0/8"), host -> {
            List<InetAddress> answers = new ArrayList<>();
            for (String address : addresses) {
                answers.add(InetAddress.getByName(address));
            }
            return answers;
        });
        FeedFetcher fetcher = new FeedFetcher(vertx, guard, FetchLimits.impatient(), Clock.systemUTC());
        return fetcher.fetch("http://feeds.example:" + port + "/feed", Validators.NONE)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
