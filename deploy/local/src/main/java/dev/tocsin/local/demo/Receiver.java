package dev.tocsin.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber: takes webhooks, checks who signed them and hands each on. It answers 204 to a message whose signature is
 * right, also when it comes again; 401 to any other; 503 until it has been told the secret.
 */
public final class Receiver implements AutoCloseable {
    /** Ours stay below 20 kB; a stranger's body is not worth more memory. */
    private static final int MAX_BODY = 64 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Consumer<Ring> listener;
    private final Clock clock;
    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
    private volatile @Nullable WebhookSignature signature;

    private Receiver(HttpServer server, Consumer<Ring> listener, Clock clock) {
        this.server = server;
        this.listener = listener;
        this.clock = clock;
    }

    /** @param listener is called once at a time */
    public static Receiver start(int port, Clock clock, Consumer<Ring> listener) throws IOException {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), clock, listener);
    }

    /**
     * The same on another address than the loopback.
     *
     * @param listener is called once at a time
     */
    public static Receiver start(InetSocketAddress address, Clock clock, Consumer<Ring> listener) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        Receiver receiver = new Receiver(server, listener, clock);
        server.createContext("/webhook", receiver::take);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    /** From now on it checks with this one. */
    public void secret(String secret) {
        signature = new WebhookSignature(secret);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(answer(exchange), -1);
        }
    }

    private int answer(HttpExchange exchange) throws IOException {
        WebhookSignature known = signature;
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return 413;
        }
        if (known == null) {
            return 503;
        }
        String id = header(exchange, "webhook-id");
        Instant now = clock.instant();
        WebhookSignature.Verdict verdict = known.check(
                id, header(exchange, "webhook-timestamp"), body, header(exchange, "webhook-signature"), now);
        boolean right = verdict == WebhookSignature.Verdict.OK;
        // What a stranger sends must not make the true message look like a repetition.
        int times = right ? arrivals.merge(id, 1, Integer::sum) : 1;
        synchronized (listener) {
            listener.accept(new Ring(id, times, verdict, now, json(body)));
        }
        return right ? 204 : 401;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
