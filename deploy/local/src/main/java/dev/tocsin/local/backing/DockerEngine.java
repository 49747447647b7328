package dev.tocsin.local.backing;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The engine behind a unix socket, asked one question over bare HTTP. Testcontainers' own test for an engine is of no
 * use here: it pulls images, and waits minutes for a registry that does not answer.
 */
final class DockerEngine {
    enum Answer {
        PRESENT,
        ABSENT,
        NO_ENGINE
    }

    private static final String UNIX = "unix://";

    private final String address;
    private final boolean needsRyuk;
    private final Duration limit;

    DockerEngine(String address, boolean needsRyuk, Duration limit) {
        this.address = address;
        this.needsRyuk = needsRyuk;
        this.limit = limit;
    }

    static DockerEngine local() {
        Map<String, String> environment = System.getenv();
        return new DockerEngine(
                environment.getOrDefault("DOCKER_HOST", UNIX + "/var/run/docker.sock"),
                !"true".equalsIgnoreCase(environment.get("TESTCONTAINERS_RYUK_DISABLED")),
                Duration.ofSeconds(1));
    }

    String address() {
        return address;
    }

    boolean needsRyuk() {
        return needsRyuk;
    }

    /** Whether the image is in the engine's store; an engine behind TCP, or one slower than the limit, is none. */
    Answer askFor(String image) {
        if (!address.startsWith(UNIX)) {
            return Answer.NO_ENGINE;
        }
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(Path.of(address.substring(UNIX.length()))))) {
            channel.write(ByteBuffer.wrap(
                    ("GET /images/" + image + "/json HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII)));
            String status = statusLine(channel);
            if (!status.startsWith("HTTP/1.")) {
                return Answer.NO_ENGINE;
            }
            return status.contains(" 200 ") ? Answer.PRESENT : Answer.ABSENT;
        } catch (IOException | UnsupportedOperationException unreachable) {
            return Answer.NO_ENGINE;
        }
    }

    private String statusLine(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer start = ByteBuffer.allocate(64);
        long end = System.nanoTime() + limit.toNanos();
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (start.hasRemaining()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0 || channel.read(start) < 0) {
                    break;
                }
                selector.selectedKeys().clear();
            }
        }
        String text = new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII);
        int lineEnd = text.indexOf("\r\n");
        return lineEnd < 0 ? "" : text.substring(0, lineEnd);
    }
}
