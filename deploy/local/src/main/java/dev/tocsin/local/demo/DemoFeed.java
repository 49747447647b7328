package dev.tocsin.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two news feeds of June 2021, English (RSS 2.0) and Chinese (Atom), with the pages of their articles, from files written
 * for this project. Polite readers are served politely: ETag and Last-Modified are honoured.
 */
public final class DemoFeed implements AutoCloseable {
    private static final String LAST_MODIFIED = "Sat, 26 Jun 2021 09:00:00 GMT";
    private static final String BASE = "{{base}}";

    private record Page(String type, byte[] body, String etag) {
        static Page of(String type, String text) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            return new Page(type, body, '"' + HexFormat.of().formatHex(sha256(body), 0, 8) + '"');
        }
    }

    private final HttpServer server;
    private final String base;
    private final Map<String, Page> pages = new HashMap<>();

    private DemoFeed(HttpServer server, String base) {
        this.server = server;
        this.base = base;
    }

    /** On the loopback, where only this machine reads it. */
    public static DemoFeed start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        return serve(server, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * On all addresses, for a container.
     *
     * @param base what the links of the articles begin with: where people find this port
     */
    public static DemoFeed start(int port, URI base) throws IOException {
        return serve(HttpServer.create(new InetSocketAddress(port), 0), base.toString());
    }

    private static DemoFeed serve(HttpServer server, String base) throws IOException {
        DemoFeed feed = new DemoFeed(server, base);
        String english = resource("en.xml").replace(BASE, base);
        String chinese = resource("zh.xml").replace(BASE, base);
        feed.pages.put("/en.xml", Page.of("application/rss+xml; charset=utf-8", english));
        feed.pages.put("/zh.xml", Page.of("application/atom+xml; charset=utf-8", chinese));
        ArticlePages.of(english).forEach((link, html) -> feed.addArticle(link, html));
        ArticlePages.of(chinese).forEach((link, html) -> feed.addArticle(link, html));
        server.createContext("/", feed::serve);
        server.start();
        return feed;
    }

    /** The two feeds. */
    public List<URI> feeds() {
        return feedsAt(URI.create(base));
    }

    /** The two feeds, for a reader who finds this server there. */
    public static List<URI> feedsAt(URI server) {
        return List.of(server.resolve("/en.xml"), server.resolve("/zh.xml"));
    }

    /** The alerts that these two must raise, and no others; links of articles as they are served here. */
    public JsonNode expected() throws IOException {
        return new ObjectMapper().readTree(resource("expected.json").replace(BASE, base));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void addArticle(URI link, String html) {
        pages.put(link.getPath(), Page.of("text/html; charset=utf-8", html));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", page.type());
            exchange.getResponseHeaders().set("ETag", page.etag());
            exchange.getResponseHeaders().set("Last-Modified", LAST_MODIFIED);
            if (unchanged(exchange, page)) {
                exchange.sendResponseHeaders(304, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, page.body().length);
                exchange.getResponseBody().write(page.body());
            }
        }
    }

    /** RFC 9110, 13.2.2: If-None-Match, where it is given, decides alone. */
    private static boolean unchanged(HttpExchange exchange, Page page) {
        Optional<String> tags = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"));
        if (tags.isPresent()) {
            return tags.get().contains(page.etag());
        }
        return LAST_MODIFIED.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = DemoFeed.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IOException("/demo/" + name + " is missing from this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
