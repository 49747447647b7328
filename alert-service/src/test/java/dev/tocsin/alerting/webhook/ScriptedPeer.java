package dev.tocsin.alerting.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare socket on loopback that does, byte by byte, what no HTTP library would, and counts what it sees. */
final class ScriptedPeer implements AutoCloseable {

    static final Script NO_CONTENT = line -> {
        while (!line.request().isEmpty()) {
            line.write("HTTP/1.1 204 No Content\r\n\r\n");
        }
    };

    private static final Pattern CONTENT_LENGTH = Pattern.compile("content-length: (\\d+)");
    /** Small, so that what is sent into the void stays near what was read. */
    private static final int SEND_BUFFER = 16 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final CompletableFuture<Boolean> cut = new CompletableFuture<>();
    private final ServerSocket server;
    private volatile Script script;

    /** What becomes of one connection; at its end the connection is closed. */
    @FunctionalInterface
    interface Script {
        void play(Line line) throws IOException, InterruptedException;
    }

    ScriptedPeer(Script script) {
        this("127.0.0.1", 0, script);
    }

    ScriptedPeer(String address, int port, Script script) {
        this.script = script;
        try {
            server = new ServerSocket(port, 200, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    /** Answers every request of a connection alike. */
    static Script answering(String answer) {
        return line -> {
            while (!line.request().isEmpty()) {
                line.write(answer);
            }
        };
    }

    /** Reads the request, answers once and closes. */
    static Script answeringOnce(String answer) {
        return line -> {
            line.request();
            line.write(answer);
        };
    }

    ScriptedPeer doing(Script next) {
        script = next;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook?a=b";
    }

    String secureUrl() {
        return "https://127.0.0.1:" + port() + "/hook";
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Head and body as they came. */
    List<String> requests() {
        return requests;
    }

    /** Bytes that left our side, over all connections. */
    long sent() {
        return sent.get();
    }

    /** Done when the other side has closed a connection under a script. */
    CompletableFuture<Boolean> cut() {
        return cut;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private Object accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            socket.setSendBufferSize(SEND_BUFFER);
            connections.incrementAndGet();
            Script now = script;
            threads.submit(() -> {
                try (socket) {
                    now.play(new Line(socket));
                } catch (IOException closedByTheOtherSide) {
                    cut.complete(true);
                }
                return null;
            });
        }
    }

    /** One connection, from the peer's side. */
    final class Line {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        /** Reads one request; empty when the other side has none. */
        String request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return "";
                }
                head.append((char) next);
            }
            Matcher length = CONTENT_LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            String request = head + new String(body, StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        /** Reads some bytes, whatever they are. */
        void some() throws IOException {
            if (in.read(new byte[8_192]) < 0) {
                throw new IOException("closed");
            }
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        /** Slowly, until the other side cuts. */
        void drip(String drop, int millis) throws IOException, InterruptedException {
            while (true) {
                write(drop);
                Thread.sleep(millis);
            }
        }

        /** As fast as it goes, until the other side cuts. */
        void flood(String wave) throws IOException {
            byte[] block = wave.repeat(Math.max(1, 8_192 / wave.length())).getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                write(block);
            }
        }

        /** Says nothing more, until the other side cuts. */
        void hang() throws IOException {
            while (true) {
                some();
            }
        }

        void halfClose() throws IOException {
            socket.shutdownOutput();
        }

        /** An RST in place of a FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
