package dev.tocsin.alerting.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A subscriber's endpoint on loopback that does what the test tells it and remembers what it saw. */
public final class Receiver implements AutoCloseable {

    /** What the endpoint does with a request, by how many came before it. */
    @FunctionalInterface
    public interface Script {
        void answer(HttpExchange exchange, int before) throws IOException, InterruptedException;
    }

    /** A request as it came; header names in lower case. */
    public record Received(Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        public String id() {
            return header("webhook-id");
        }

        /** By the official Java library. */
        public void verify(String secret) throws WebhookVerificationException, EmptyWebhookSecretException {
            new Webhook(secret).verify(body, headers);
        }
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Script script = answering(200);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static Script answering(int status) {
        return (exchange, before) -> exchange.sendResponseHeaders(status, -1);
    }

    public static Script redirectingTo(String location) {
        return (exchange, before) -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** Reads the request and never answers. */
    public Script hanging() {
        return (exchange, before) -> closed.await();
    }

    public Receiver doing(Script next) {
        script = next;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public List<Received> received() {
        return received;
    }

    public List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            int before;
            synchronized (received) {
                before = received.size();
                received.add(new Received(headers, new String(body, StandardCharsets.UTF_8)));
            }
            script.answer(exchange, before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
