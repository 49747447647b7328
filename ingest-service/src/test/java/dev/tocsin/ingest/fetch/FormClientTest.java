package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class FormClientTest {
    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answerIsOverWithItsHeadAndTheRestIsNotReceived() throws Exception {
        CompletableFuture<Void> cut = new CompletableFuture<>();
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> {
                    socket.handler(request -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\nbegun"));
                    socket.closeHandler(closed -> cut.complete(null));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        AddressGuard guard =
                new AddressGuard(List.of("127.0.0.1/32"), host -> List.of(InetAddress.getByName("127.0.0.1")));
        FormClient client = new FormClient(vertx, guard, FetchLimits.impatient());

        FormClient.Answer answer = client.post("http://hub.example:" + server.actualPort() + "/", Map.of("a", "b"))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(answer).isInstanceOf(FormClient.Accepted.class);
        cut.get(5, TimeUnit.SECONDS);
        client.close();
    }
}
