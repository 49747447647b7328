package dev.tocsin.alerting.webhook;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client as tests use it: impatient, loopback open, names from a zone of its own or from name servers. */
final class Tries implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMillis(600);
    /** What a busy machine may add to a deadline. */
    static final Duration TOLERANCE = Duration.ofMillis(600);

    static final WebhookMessage MESSAGE =
            WebhookMessage.of("msg_1", "alert.raised", Instant.parse("2021-06-25T08:00:00Z"), "{\"id\":\"alr_1\"}");

    private static final SigningKey SECRET = HmacKey.generate(new SecureRandom());

    private final Map<String, List<String>> zone = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final WebhookClient client;

    record Config(Optional<List<String>> allowedCidrs, Optional<List<String>> nameServers, Duration deadline)
            implements WebhookConfig {

        @Override
        public boolean allowHttp() {
            return false;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(Math.max(1, deadline.toSeconds() / 4));
        }

        @Override
        public int maxConnectionsPerHost() {
            return 4;
        }

        @Override
        public Duration rotationOverlap() {
            return Duration.ofHours(24);
        }

        @Override
        public String userAgent() {
            return "Tocsin/test";
        }
    }

    private Tries(Config config, boolean zoned) {
        client = zoned
                ? new WebhookClient(vertx, config, this::resolve, Clock.systemUTC())
                : new WebhookClient(vertx, config);
    }

    /** May reach 127.0.0.1 and nothing else that is private. */
    static Tries toLoopback() {
        return allowing("127.0.0.1/32");
    }

    static Tries allowing(String... cidrs) {
        return new Tries(new Config(Optional.of(List.of(cidrs)), Optional.empty(), Duration.ofSeconds(10)), true);
    }

    /** For tries that do not end of themselves: with {@link #DEADLINE}. */
    static Tries impatient() {
        return new Tries(new Config(Optional.of(List.of("127.0.0.1/32")), Optional.empty(), DEADLINE), true);
    }

    /** Names are asked for on the wire. */
    static Tries asking(String nameServer, String... cidrs) {
        return new Tries(
                new Config(Optional.of(List.of(cidrs)), Optional.of(List.of(nameServer)), Duration.ofSeconds(10)),
                false);
    }

    Tries naming(String host, String... addresses) {
        zone.put(host, List.of(addresses));
        return this;
    }

    Attempt send(String url) {
        return send(url, 1);
    }

    Attempt send(String url, int number) {
        return await(begin(url, number));
    }

    /** Each try begins at once. */
    CompletableFuture<Attempt> begin(String url, int number) {
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint("sub_1", 1, url, SECRET);
        vertx.getOrCreateContext()
                .runOnContext(ignored -> client.send(endpoint, MESSAGE, number)
                        .subscribe()
                        .with(attempt::complete, attempt::completeExceptionally));
        return attempt;
    }

    /** What a subscription to the URL would be refused with; empty when it would be taken. */
    String refusal(String url) {
        try {
            AddressGuard.Verdict verdict =
                    client.vet(WebhookUrl.parse(url)).await().atMost(Duration.ofSeconds(5));
            return verdict instanceof AddressGuard.Refused refused ? refused.reason() : "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static Attempt await(CompletableFuture<Attempt> attempt) {
        try {
            return attempt.get(15, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<List<InetAddress>> resolve(String host) {
        return CompletableFuture.completedFuture(
                zone.getOrDefault(host, List.of()).stream().map(Tries::inet).toList());
    }

    static InetAddress inet(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
