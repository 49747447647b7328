package dev.tocsin.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook's target that takes its time, and counts what comes by its id. */
final class SlowEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Duration pause;
    private final boolean holdsFirst;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    private SlowEndpoint(Duration pause, boolean holdsFirst) throws IOException {
        this.pause = pause;
        this.holdsFirst = holdsFirst;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    static SlowEndpoint answeringAfter(Duration pause) throws IOException {
        return new SlowEndpoint(pause, false);
    }

    /** Each message is answered when it comes again. */
    static SlowEndpoint holdingTheFirstForever() throws IOException {
        return new SlowEndpoint(Duration.ZERO, true);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    int underWay() {
        return underWay.get();
    }

    /** How often each has come. */
    Map<String, Integer> arrivals() {
        return Map.copyOf(arrivals);
    }

    Set<String> answered() {
        return Set.copyOf(answered);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        underWay.incrementAndGet();
        try (exchange) {
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            int times = arrivals.merge(id, 1, Integer::sum);
            long millis = holdsFirst && times == 1 ? Long.MAX_VALUE : pause.toMillis();
            if (!closed.await(millis, TimeUnit.MILLISECONDS)) {
                exchange.sendResponseHeaders(204, -1);
                answered.add(id);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
