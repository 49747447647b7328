package dev.tocsin.ingest;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A small hub on loopback: takes requests, verifies or denies them as the test says, and pushes with their secret. */
final class TestHub implements AutoCloseable {
    record Asked(String mode, String topic, String callback, String secret, String lease) {}

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Boolean> echoed = new CopyOnWriteArrayList<>();
    private volatile Consumer<Asked> then = silent();

    TestHub() {
        server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hub";
    }

    /** Sends on to {@link #url}. */
    String redirectingUrl(int status) {
        return "http://127.0.0.1:" + server.actualPort() + "/moved/" + status;
    }

    void then(Consumer<Asked> reaction) {
        then = reaction;
    }

    static Consumer<Asked> silent() {
        return request -> {};
    }

    Consumer<Asked> verifying(long leaseSeconds) {
        return request -> {
            String challenge = UUID.randomUUID().toString();
            HttpResponse<String> answer = call(
                    request.callback(),
                    Map.of(
                            "hub.mode", request.mode(),
                            "hub.topic", request.topic(),
                            "hub.challenge", challenge,
                            "hub.lease_seconds", Long.toString(leaseSeconds)));
            echoed.add(answer.statusCode() == 200 && answer.body().equals(challenge));
        };
    }

    Consumer<Asked> denying(String reason) {
        return request -> call(
                request.callback(), Map.of("hub.mode", "denied", "hub.topic", request.topic(), "hub.reason", reason));
    }

    /** Requests of this mode, for this topic. */
    List<Asked> asked(String mode, String topic) {
        return asked.stream()
                .filter(request ->
                        request.mode().equals(mode) && request.topic().equals(topic))
                .toList();
    }

    /** Whether each verification so far gave back its challenge, and nothing else. */
    List<Boolean> echoed() {
        return List.copyOf(echoed);
    }

    int push(Asked subscription, String document) {
        return push(subscription, document, "sha256=" + hmac(subscription.secret(), document));
    }

    int push(Asked subscription, String document, String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(subscription.callback()))
                .header("Content-Type", "application/rss+xml")
                .POST(HttpRequest.BodyPublishers.ofString(document));
        if (!signature.isEmpty()) {
            request.header("X-Hub-Signature", signature);
        }
        return send(request.build()).statusCode();
    }

    HttpResponse<String> call(String callback, Map<String, String> query) {
        StringBuilder url = new StringBuilder(callback).append('?');
        query.forEach((name, value) -> url.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        return send(HttpRequest.newBuilder(URI.create(url.toString())).build());
    }

    private void receive(HttpServerRequest request) {
        if (request.path().startsWith("/moved/")) {
            request.response()
                    .setStatusCode(Integer.parseInt(request.path().substring("/moved/".length())))
                    .putHeader("Location", "/hub")
                    .end();
            return;
        }
        request.setExpectMultipart(true).endHandler(end -> {
            MultiMap form = request.formAttributes();
            Asked one = new Asked(
                    form.get("hub.mode"),
                    form.get("hub.topic"),
                    form.get("hub.callback"),
                    form.get("hub.secret"),
                    form.get("hub.lease_seconds"));
            asked.add(one);
            request.response().setStatusCode(202).end();
            vertx.executeBlocking(
                    () -> {
                        then.accept(one);
                        return null;
                    },
                    false);
        });
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String hmac(String secret, String document) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(document.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
