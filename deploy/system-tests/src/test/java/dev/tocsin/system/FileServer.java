package dev.tocsin.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The plainest of web servers on a free port of the loopback: a path, its bytes, no validators, nothing clever. */
final class FileServer implements AutoCloseable {
    private record File(String contentType, Supplier<byte[]> bytes, long repeat) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, File> files = new ConcurrentHashMap<>();

    private FileServer(HttpServer server) {
        this.server = server;
    }

    static FileServer start() throws IOException {
        FileServer files =
                new FileServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        files.server.createContext("/", files::serve);
        files.server.setExecutor(files.threads);
        files.server.start();
        return files;
    }

    /** Serves the text from now on, as UTF-8. */
    URI serve(String path, String contentType, String text) {
        return serve(path, contentType, () -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Serves whatever the supplier says at each request. */
    URI serve(String path, String contentType, Supplier<byte[]> bytes) {
        files.put(path, new File(contentType, bytes, 1));
        return uri(path);
    }

    /** Serves the bytes so many times in a row, as one body. */
    URI serveRepeated(String path, String contentType, byte[] bytes, long times) {
        files.put(path, new File(contentType, () -> bytes, times));
        return uri(path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            File file = files.get(exchange.getRequestURI().getPath());
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = file.bytes().get();
            exchange.getResponseHeaders().set("Content-Type", file.contentType());
            long length = bytes.length * file.repeat();
            exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
            OutputStream body = exchange.getResponseBody();
            for (long i = 0; i < file.repeat() && length > 0; i++) {
                body.write(bytes);
            }
        }
    }
}
