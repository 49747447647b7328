package dev.tocsin.alerting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to a server on the loopback that can be cut: what is open breaks, what is new is refused. */
final class Relay implements AutoCloseable {
    private final InetSocketAddress server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listening;

    Relay(int serverPort) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = first.getLocalPort();
        listen(first);
    }

    int port() {
        return port;
    }

    void cut() throws IOException {
        close();
    }

    void mend() throws IOException {
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listen(again);
    }

    private void listen(ServerSocket socket) {
        listening = socket;
        start(() -> {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Socket behind = new Socket(server.getAddress(), server.getPort());
                open.add(client);
                open.add(behind);
                start(() -> pass(client, behind));
                start(() -> pass(behind, client));
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void start(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException cut) {
                // That is what it is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        ServerSocket socket = listening;
        if (socket != null) {
            socket.close();
        }
        for (Socket each : open) {
            each.close();
        }
        open.clear();
    }
}
