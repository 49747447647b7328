package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.BackingResource;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of a stream that is no more than a socket: it can also stop to read. */
final class RawReader implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final String head;
    private String rest = "";

    /** An event as a client of the standard would see it. */
    record Event(String id, String type, String data) {}

    private final List<Event> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private String lastId = "";
    private @Nullable String retry;
    private boolean ended;

    private RawReader(String query, String key, @Nullable String lastEventId, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        socket.getOutputStream()
                .write(("GET /v1/alerts/stream" + (query.isEmpty() ? "" : "?" + query)
                                + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "X-API-Key: " + key + "\r\nAccept: text/event-stream\r\n"
                                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = socket.getInputStream();
        socket.setSoTimeout(20_000);
        head = readHead();
    }

    static RawReader open(String query) {
        return open(query, BackingResource.API_KEY, null);
    }

    static RawReader resume(String query, String lastEventId) {
        return open(query, BackingResource.API_KEY, lastEventId);
    }

    static RawReader open(String query, String key, @Nullable String lastEventId) {
        return open(query, key, lastEventId, 65_536);
    }

    static RawReader open(String query, String key, @Nullable String lastEventId, int receiveBuffer) {
        try {
            return new RawReader(query, key, lastEventId, receiveBuffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String head() {
        return head;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    String lastId() {
        return lastId;
    }

    @Nullable String retry() {
        return retry;
    }

    List<String> comments() {
        return comments;
    }

    /** Reads until there are so many events; fewer when the stream ends. */
    List<Event> events(int count) {
        while (events.size() < count && !ended) {
            readBlock();
        }
        return events;
    }

    /** Reads until a comment comes. */
    String comment() {
        int before = comments.size();
        while (comments.size() == before && !ended) {
            readBlock();
        }
        return ended ? "" : comments.get(before);
    }

    /** Reads until the first block, which says where the stream begins. */
    RawReader started() {
        while (retry == null && !ended) {
            readBlock();
        }
        return this;
    }

    /** Reads all that comes until the server ends the stream. */
    List<Event> toTheEnd() {
        while (!ended) {
            readBlock();
        }
        return events;
    }

    private void readBlock() {
        try {
            int end = rest.indexOf("\n\n");
            while (end < 0) {
                String chunk = readChunk();
                if (chunk.isEmpty()) {
                    ended = true;
                    return;
                }
                rest += chunk;
                end = rest.indexOf("\n\n");
            }
            take(rest.substring(0, end));
            rest = rest.substring(end + 2);
        } catch (IOException e) {
            ended = true;
        }
    }

    private void take(String block) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : block.split("\n")) {
            int colon = line.indexOf(": ");
            fields.merge(line.substring(0, colon), line.substring(colon + 2), (one, next) -> one + "\n" + next);
        }
        lastId = fields.getOrDefault("id", lastId);
        retry = fields.getOrDefault("retry", retry);
        if (fields.containsKey("")) {
            comments.add(fields.get(""));
        }
        String data = fields.get("data");
        if (data != null) {
            events.add(new Event(lastId, fields.getOrDefault("event", "message"), data));
        }
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Empty at the end (RFC 9112, section 7.1). */
    private String readChunk() throws IOException {
        StringBuilder size = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return "";
            }
            size.append((char) c);
        }
        byte[] chunk = in.readNBytes(Integer.parseInt(size.toString().strip(), 16));
        in.readNBytes(2);
        return new String(chunk, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
