package dev.tocsin.local.stack;

import dev.tocsin.local.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/** One port for each part that listens. */
public record Ports(
        int alert,
        int ingest,
        int classify,
        int alertManagement,
        int ingestManagement,
        int classifyManagement,
        int demoFeed,
        int receiver,
        int kafka,
        int controller,
        int postgres) {
    private static final int PROBE_MILLIS = 300;

    /** The largest shift that leaves every port below 65536. */
    public static final int MAX_OFFSET = 65_535 - 9_093;

    /** The documented ports, all shifted by the same number. */
    public static Ports shifted(int offset) {
        return new Ports(
                8080 + offset,
                8081 + offset,
                8082 + offset,
                9000 + offset,
                9001 + offset,
                9002 + offset,
                8083 + offset,
                8084 + offset,
                9092 + offset,
                9093 + offset,
                5432 + offset);
    }

    /** Ports that are free at the moment, for tests. */
    public static Ports free() throws IOException {
        int[] p = FreePorts.take(11);
        return new Ports(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9], p[10]);
    }

    public int of(Role role) {
        return switch (role) {
            case ALERT -> alert;
            case INGEST -> ingest;
            case CLASSIFY -> classify;
        };
    }

    /** Where the service shows its health and its metrics, and nothing else. */
    public int managementOf(Role role) {
        return switch (role) {
            case ALERT -> alertManagement;
            case INGEST -> ingestManagement;
            case CLASSIFY -> classifyManagement;
        };
    }

    /** Those that somebody else listens on, with the part of ours that wants them; nothing is started for this. */
    public Map<Integer, String> taken(boolean withDemo) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            wanted.put(of(role), role.module());
            wanted.put(managementOf(role), role.module() + " (health and metrics)");
        }
        if (withDemo) {
            wanted.put(demoFeed, "demo feed");
            wanted.put(receiver, "webhook receiver");
        }
        wanted.put(kafka, "Kafka");
        wanted.put(controller, "Kafka's controller");
        wanted.put(postgres, "PostgreSQL");
        wanted.keySet().removeIf(Ports::isFree);
        return wanted;
    }

    /** Both ways: a listener on all addresses lets a loopback one be bound on some systems, and one may refuse calls. */
    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket call = new Socket()) {
            call.connect(new InetSocketAddress(loopback, port), PROBE_MILLIS);
            return false;
        } catch (IOException nobodyAnswers) {
            try (ServerSocket bound = new ServerSocket(port, 1, loopback)) {
                return bound.isBound();
            } catch (IOException refused) {
                return false;
            }
        }
    }
}
