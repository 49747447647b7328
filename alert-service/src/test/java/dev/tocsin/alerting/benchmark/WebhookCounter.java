package dev.tocsin.alerting.benchmark;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that does as little as a receiver can, on many hosts of the loopback. The path says how it answers and where it
 * counts: {@code /ok/<group>/…} 204 at once, {@code /error/<group>/…} 500, {@code /hang/<group>/…} never.
 *
 * <p>It is asked through its standard input, a line at a time, and ends with it: {@code reset}; {@code total}, the
 * messages of different ids; {@code group <name>}, which answers the messages, the repeats, the first and the last arrival as
 * milliseconds since 1970, and the median, the 99th percentile and the longest of the milliseconds since the body's
 * timestamp; {@code body}, the last one in Base64.
 */
public final class WebhookCounter extends AbstractVerticle {
    private static final int LOOPS = 2;
    private static final int BACKLOG = 4_096;
    private static final byte[] TIMESTAMP = "\"timestamp\":\"".getBytes(StandardCharsets.UTF_8);
    /** The timestamp stands at the beginning. */
    private static final int LOOKED_AT = 120;

    private static final Map<String, Group> GROUPS = new ConcurrentHashMap<>();
    private static volatile Buffer last = Buffer.buffer();

    private final int port;
    private final int hosts;

    private WebhookCounter(int port, int hosts) {
        this.port = port;
        this.hosts = hosts;
    }

    /** @param args the port, and on how many hosts from 127.77.0.1 on (250 at most) */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int hosts = Integer.parseInt(args[1]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
        vertx.deployVerticle(() -> new WebhookCounter(port, hosts), new DeploymentOptions().setInstances(LOOPS))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer(line.split(" ")));
        }
        Runtime.getRuntime().halt(0);
    }

    private static String answer(String[] question) {
        return switch (question[0]) {
            case "reset" -> {
                GROUPS.clear();
                yield "ok";
            }
            case "total" ->
                Long.toString(GROUPS.values().stream().mapToLong(Group::count).sum());
            case "group" -> GROUPS.getOrDefault(question[1], new Group()).figures();
            case "body" -> Base64.getEncoder().encodeToString(last.getBytes());
            default -> "reset, total, group <name> or body";
        };
    }

    @Override
    public void start(Promise<Void> started) {
        List<Future<?>> listening = new ArrayList<>();
        for (int host = 1; host <= hosts; host++) {
            listening.add(vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                    .requestHandler(WebhookCounter::receive)
                    .listen(port, "127.77.0." + host));
        }
        Future.all(listening).<Void>mapEmpty().onComplete(started);
    }

    private static void receive(HttpServerRequest request) {
        String path = request.path();
        int slash = path.indexOf('/', 1);
        int second = path.indexOf('/', slash + 1);
        String how = path.substring(1, slash);
        Group group = GROUPS.computeIfAbsent(path.substring(slash + 1, second), name -> new Group());
        String id = String.valueOf(request.getHeader("webhook-id"));
        request.bodyHandler(body -> {
            long now = System.currentTimeMillis();
            group.add(id, now, sentAt(body));
            last = body;
            if (how.equals("ok")) {
                request.response().setStatusCode(204).end();
            } else if (how.equals("error")) {
                request.response().setStatusCode(500).end();
            }
        });
    }

    /** Null where it does not say. */
    private static @Nullable Long sentAt(Buffer body) {
        byte[] head = body.getBytes(0, Math.min(LOOKED_AT, body.length()));
        for (int at = 0; at + TIMESTAMP.length < head.length; at++) {
            if (Arrays.equals(head, at, at + TIMESTAMP.length, TIMESTAMP, 0, TIMESTAMP.length)) {
                String text = new String(
                        head, at + TIMESTAMP.length, head.length - at - TIMESTAMP.length, StandardCharsets.UTF_8);
                int end = text.indexOf('"');
                return end < 0 ? null : Instant.parse(text.substring(0, end)).toEpochMilli();
            }
        }
        return null;
    }

    /** What has come under one name. */
    private static final class Group {
        private final Set<String> ids = new HashSet<>();
        private final List<Integer> delays = new ArrayList<>();
        private long repeats;
        private long first;
        private long last;

        synchronized void add(String id, long now, @Nullable Long sentAt) {
            if (!ids.add(id)) {
                repeats++;
                return;
            }
            first = first == 0 ? now : first;
            last = now;
            if (sentAt != null) {
                delays.add((int) (now - sentAt));
            }
        }

        synchronized long count() {
            return ids.size();
        }

        synchronized String figures() {
            int[] sorted = delays.stream().mapToInt(Integer::intValue).sorted().toArray();
            return ids.size() + " " + repeats + " " + first + " " + last + " " + at(sorted, 50) + " " + at(sorted, 99)
                    + " " + (sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
        }

        private static int at(int[] sorted, int percent) {
            return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
        }
    }
}
