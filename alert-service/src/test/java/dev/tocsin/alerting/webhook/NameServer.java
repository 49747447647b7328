package dev.tocsin.alerting.webhook;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A name server on loopback that says what the test tells it, over UDP and, where that is too much for it, over TCP (RFC
 * 1035). Every answer has a TTL of 0, so that each question counts.
 */
final class NameServer implements AutoCloseable {

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int LARGEST_DATAGRAM = 1_200;
    private static final int NO_SUCH_NAME = 3;
    private static final int TRUNCATED = 0x0200;
    private static final int ANSWER = 0x8180;

    private final Map<String, Zone> zones = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket tcp;
    private final DatagramSocket udp;

    /** The answers of one name: the first time, the second and so on, the last for ever; silent when there is none. */
    private record Zone(List<List<String>> answers, List<String> turns) {

        synchronized List<String> next(int type) {
            turns.add(String.valueOf(type));
            long before = turns.stream().filter(String.valueOf(type)::equals).count() - 1;
            return answers.get((int) Math.min(before, answers.size() - 1));
        }
    }

    NameServer() {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            tcp = new ServerSocket(0, 50, loopback);
            udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::answerDatagrams);
        threads.submit(this::answerConnections);
    }

    String address() {
        return "127.0.0.1:" + tcp.getLocalPort();
    }

    /** @param answers each a list of addresses, or of one other name, which is an alias */
    @SafeVarargs
    final NameServer telling(String name, List<String>... answers) {
        zones.put(name, new Zone(List.of(answers), new ArrayList<>()));
        return this;
    }

    NameServer silentAbout(String name) {
        zones.put(name, new Zone(List.of(), new ArrayList<>()));
        return this;
    }

    /** Names as they were asked for, once for each family. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private Object answerDatagrams() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        while (true) {
            packet.setLength(4_096);
            udp.receive(packet);
            byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
            if (answer.length > LARGEST_DATAGRAM) {
                byte[] head = java.util.Arrays.copyOf(answer, questionEnd(answer));
                ByteBuffer.wrap(head).putShort(2, (short) (ANSWER | TRUNCATED)).putShort(6, (short) 0);
                answer = head;
            }
            if (answer.length > 0) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private Object answerConnections() throws IOException {
        while (true) {
            Socket socket = tcp.accept();
            threads.submit(() -> {
                try (socket) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] question = in.readNBytes(in.readUnsignedShort());
                    byte[] answer = answer(ByteBuffer.wrap(question));
                    if (answer.length > 0) {
                        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                        out.writeShort(answer.length);
                        out.write(answer);
                        out.flush();
                    }
                    in.read();
                }
                return null;
            });
        }
    }

    private byte[] answer(ByteBuffer question) {
        byte[] bytes = new byte[question.remaining()];
        question.get(bytes);
        int end = questionEnd(bytes);
        int type = ByteBuffer.wrap(bytes).getShort(end - 4);
        String name = name(bytes);
        asked.add(name);
        Zone zone = zones.get(name);
        if (zone != null && zone.answers().isEmpty()) {
            return new byte[0];
        }
        List<byte[]> records = new ArrayList<>();
        List<String> answers = zone == null ? List.of() : zone.next(type);
        for (String answer : answers) {
            boolean alias = answer.matches(".*[g-z].*");
            byte[] data = alias ? encoded(answer) : Tries.inet(answer).getAddress();
            int kind = alias ? CNAME : data.length == 4 ? A : AAAA;
            if (alias || kind == type) {
                records.add(ByteBuffer.allocate(12 + data.length)
                        .putShort((short) 0xc00c)
                        .putShort((short) kind)
                        .putShort((short) 1)
                        .putInt(0)
                        .putShort((short) data.length)
                        .put(data)
                        .array());
            }
        }
        ByteBuffer answer = ByteBuffer.allocate(
                end + records.stream().mapToInt(record -> record.length).sum());
        answer.put(bytes, 0, end);
        records.forEach(answer::put);
        answer.putShort(2, (short) (zone == null ? ANSWER | NO_SUCH_NAME : ANSWER));
        return answer.putShort(6, (short) records.size())
                .putShort(8, (short) 0)
                .putShort(10, (short) 0)
                .array();
    }

    private static int questionEnd(byte[] message) {
        int at = 12;
        while (message[at] != 0) {
            at += message[at] + 1;
        }
        return at + 5;
    }

    private static String name(byte[] message) {
        List<String> labels = new ArrayList<>();
        for (int at = 12; message[at] != 0; at += message[at] + 1) {
            labels.add(new String(message, at + 1, message[at], StandardCharsets.US_ASCII));
        }
        return String.join(".", labels).toLowerCase(Locale.ROOT);
    }

    private static byte[] encoded(String name) {
        ByteBuffer encoded = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.")) {
            encoded.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return encoded.put((byte) 0).array();
    }
}
