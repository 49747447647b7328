package dev.tocsin.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gathers spans as a collector would: OTLP over HTTP with protobuf, read by hand, since all that is wanted of it are ids,
 * names and attributes (opentelemetry-proto, trace.proto).
 */
final class OtlpSink implements AutoCloseable {
    private final HttpServer server;
    private final List<Told> spans = new CopyOnWriteArrayList<>();

    /** A span, and the service that told it. */
    record Told(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes) {}

    private OtlpSink(HttpServer server) {
        this.server = server;
    }

    static OtlpSink start() throws IOException {
        OtlpSink sink = new OtlpSink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        sink.server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                sink.read(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            }
        });
        sink.server.start();
        return sink;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Told> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void read(byte[] request) {
        new ProtobufMessage(request).each(1, resourceSpans -> {
            Map<String, String> resource = new HashMap<>();
            resourceSpans.each(1, found -> found.each(1, pair -> read(pair, resource)));
            String service = resource.getOrDefault("service.name", "");
            resourceSpans.each(2, scope -> scope.each(2, span -> spans.add(span(service, span))));
        });
    }

    private static Told span(String service, ProtobufMessage span) {
        Map<String, String> attributes = new HashMap<>();
        span.each(9, pair -> read(pair, attributes));
        return new Told(
                service,
                HexFormat.of().formatHex(span.bytes(1)),
                HexFormat.of().formatHex(span.bytes(2)),
                HexFormat.of().formatHex(span.bytes(4)),
                new String(span.bytes(5), StandardCharsets.UTF_8),
                attributes);
    }

    /** Texts and whole numbers; nothing else is told. */
    private static void read(ProtobufMessage pair, Map<String, String> attributes) {
        String key = new String(pair.bytes(1), StandardCharsets.UTF_8);
        pair.each(
                2,
                value -> attributes.put(
                        key,
                        value.bytes(1).length > 0
                                ? new String(value.bytes(1), StandardCharsets.UTF_8)
                                : Long.toString(value.number(3))));
    }
}
