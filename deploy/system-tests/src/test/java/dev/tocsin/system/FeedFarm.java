package dev.tocsin.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * As many feeds on as many hosts as one asks for, on one port of the loopback; a feed behaves as the first part of its
 * path says, and is remembered by its path. Hosts are addresses of 127.0.0.0/8, which Linux answers all.
 */
final class FeedFarm implements AutoCloseable {
    /** What a feed is like. */
    enum Kind {
        /** Never changes; 304 to whoever knows that. */
        STEADY,
        /** Like steady, half a second late. */
        SLOW,
        /** Has a new item every two seconds. */
        LIVELY,
        /** 500. */
        BROKEN,
        /** 429, to come back in an hour. */
        BUSY,
        /** 410. */
        GONE,
        /** 301 to the steady feed with the same number. */
        MOVED,
        /** A byte each half second, without an end. */
        DRIPPING,
        /** Cloudflare's page for people. */
        CHALLENGED;

        private static Kind of(String path) {
            return valueOf(path.split("/", 3)[1].toUpperCase(java.util.Locale.ROOT));
        }
    }

    static final String STEADY_TAG = "\"steady\"";
    private static final Duration RHYTHM = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofMillis(500);

    private final HttpServer server;
    private final ExecutorService quick = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService slow = Executors.newScheduledThreadPool(2);
    private final Map<String, Visits> visits = new ConcurrentHashMap<>();

    private FeedFarm(HttpServer server) {
        this.server = server;
    }

    static FeedFarm start() throws IOException {
        // As a farm needs it: small answers at once, and connections of all its visitors kept.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
        FeedFarm farm = new FeedFarm(HttpServer.create(new InetSocketAddress(0), 1024));
        farm.server.createContext("/", farm::answer);
        farm.server.setExecutor(farm.quick);
        farm.server.start();
        return farm;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param host by number, below 65,536 */
    URI feed(Kind kind, int host, int number) {
        return URI.create("http://127.77.%d.%d:%d/%s/%d"
                .formatted(host / 256, host % 256, port(), kind.name().toLowerCase(java.util.Locale.ROOT), number));
    }

    /** Who asked for a feed so far. */
    Visits visits(URI feed) {
        return visits.computeIfAbsent(feed.getPath(), path -> new Visits());
    }

    @Override
    public void close() {
        server.stop(0);
        quick.shutdownNow();
        slow.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()) {
            exchange.close();
            return;
        }
        String path = exchange.getRequestURI().getPath();
        Visits seen = visits.computeIfAbsent(path, first -> new Visits());
        String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
        seen.begin(tag != null);
        switch (Kind.of(path)) {
            case STEADY -> document(exchange, seen, STEADY_TAG, tag);
            case SLOW ->
                slow.schedule(() -> document(exchange, seen, STEADY_TAG, tag), LATE.toMillis(), TimeUnit.MILLISECONDS);
            case LIVELY ->
                document(exchange, seen, "\"" + Instant.now().getEpochSecond() / RHYTHM.toSeconds() + "\"", tag);
            case BROKEN -> status(exchange, seen, 500);
            case BUSY -> status(exchange, seen, 429, "Retry-After", "3600");
            case GONE -> status(exchange, seen, 410);
            case MOVED -> status(exchange, seen, 301, "Location", path.replace("moved", "steady"));
            case CHALLENGED -> status(exchange, seen, 403, "cf-mitigated", "challenge");
            case DRIPPING -> drip(exchange, seen);
        }
    }

    private static void status(HttpExchange exchange, Visits seen, int status, String... header) {
        try (exchange) {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException gone) {
            // The visitor's loss.
        } finally {
            seen.end();
        }
    }

    private static void document(HttpExchange exchange, Visits seen, String tag, String known) {
        if (tag.equals(known)) {
            status(exchange, seen, 304, "ETag", tag);
            return;
        }
        byte[] feed = ("<rss version=\"2.0\"><channel><title>Farm</title><item><title>News " + tag.replace("\"", "")
                        + "</title><link>http://farm.example"
                        + exchange.getRequestURI().getPath() + "/"
                        + tag.replace("\"", "") + "</link><description>News.</description></item></channel></rss>")
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
        } catch (IOException gone) {
            // The visitor's loss.
        } finally {
            seen.end();
        }
    }

    private void drip(HttpExchange exchange, Visits seen) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        ScheduledFuture<?>[] dripping = new ScheduledFuture<?>[1];
        synchronized (dripping) {
            dripping[0] = slow.scheduleAtFixedRate(
                    () -> {
                        try {
                            exchange.getResponseBody().write(' ');
                            exchange.getResponseBody().flush();
                        } catch (IOException gone) {
                            seen.end();
                            exchange.close();
                            synchronized (dripping) {
                                dripping[0].cancel(false);
                            }
                        }
                    },
                    0,
                    LATE.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
