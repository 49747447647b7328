package dev.tocsin.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A publisher's site on loopback that answers each path as the test says, and remembers who asked how. */
final class FeedSite implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, List<String>>>> requests = new ConcurrentHashMap<>();

    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    FeedSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>())
                    .add(Map.copyOf(exchange.getRequestHeaders()));
            try (exchange) {
                answers.getOrDefault(path, status(404)).give(exchange);
            }
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** The headers of each request for a path, in order. */
    List<Map<String, List<String>>> requests(String path) {
        return requests.getOrDefault(path, List.of());
    }

    static Answer status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    static Answer document(String contentType, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** The first answer to the first request and so on; the last one from then on. */
    static Answer inTurn(Answer... answers) {
        AtomicInteger asked = new AtomicInteger();
        return exchange -> answers[Math.min(asked.getAndIncrement(), answers.length - 1)].give(exchange);
    }

    static Answer document(String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            document("application/rss+xml", body.getBytes(StandardCharsets.UTF_8))
                    .give(exchange);
        };
    }

    /** 304 to whoever shows this very tag, else the document. */
    static Answer tagged(String etag, String body) {
        return exchange -> {
            exchange.getResponseHeaders().add("ETag", etag);
            if (List.of(etag).equals(exchange.getRequestHeaders().get("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                document("application/rss+xml", body.getBytes(StandardCharsets.UTF_8))
                        .give(exchange);
            }
        };
    }

    /** A body without an end, as far as the reader will take it. */
    static Answer endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = "<item><title>more</title></item>".repeat(2048).getBytes(StandardCharsets.UTF_8);
            OutputStream out = exchange.getResponseBody();
            for (int sent = 0; sent < 50 * 1024 * 1024; sent += chunk.length) {
                out.write(chunk);
            }
        };
    }

    static String rss(String title, String... items) {
        return "<rss version=\"2.0\"><channel><title>" + title + "</title>" + String.join("", items)
                + "</channel></rss>";
    }

    static String item(String link, String title, String text) {
        return "<item><title>" + title + "</title><link>" + link + "</link><description><![CDATA[<p>" + text
                + "</p>]]></description><pubDate>Fri, 25 Jun 2021 08:00:00 GMT</pubDate></item>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
