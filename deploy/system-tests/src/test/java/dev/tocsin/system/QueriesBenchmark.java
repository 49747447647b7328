package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.system.IdentityBenchmark.Maker;
import dev.tocsin.system.Questions.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The list of alerts under a mix of filters, so many requests a second, whether or not the ones before are answered (open
 * loop): a request's time counts from when it was due. Run by {@code deploy/system-tests/benchmark}; stops what it starts.
 */
public final class QueriesBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final double BAR_MILLIS = 50;

    private QueriesBenchmark() {}

    /** @param args the class path of what makes alerts, how many of them, requests a second, seconds */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        int alerts = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        Duration duration = Duration.ofSeconds(Integer.parseInt(args[3]));
        try (Backing backing = Backing.start()) {
            new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            Maker maker = new Maker(args[0], home.resolve("stream.jsonl"));
            StoredAlerts service = StoredAlerts.start(backing, home, maker, alerts);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            try {
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                Questions questions = new Questions(client, service.uri(), service.key());
                ask(client, questions, rate, WARM_UP);
                print(ask(client, questions, rate, duration), alerts, rate);
            } finally {
                service.close();
            }
        } finally {
            System.out.println("logs: " + home);
        }
    }

    /** A kind of question, and how long each took, in milliseconds. */
    private record Asked(Kind kind, Queue<Double> millis) {}

    private static List<Asked> ask(HttpClient client, Questions questions, int rate, Duration duration) {
        List<Asked> kinds = questions.kinds().stream()
                .map(kind -> new Asked(kind, new ConcurrentLinkedQueue<>()))
                .toList();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        long gap = Duration.ofSeconds(1).toNanos() / rate;
        long begun = System.nanoTime();
        int count = (int) (duration.toSeconds() * rate);
        for (int i = 0; i < count; i++) {
            long due = begun + i * gap;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Asked asked = kinds.get(i % kinds.size());
            String query = asked.kind().query().get();
            answers.add(client.sendAsync(questions.request(query), BodyHandlers.discarding())
                    .handle((answer, failure) -> {
                        asked.millis().add((System.nanoTime() - due) / 1e6);
                        boolean good = failure == null && answer.statusCode() == 200;
                        if (!good && failed.incrementAndGet() == 1) {
                            System.out.printf("failed: %s %s %s%n", query, answer, failure);
                        }
                        return good;
                    }));
        }
        answers.forEach(CompletableFuture::join);
        if (failed.get() > 0) {
            System.out.printf("%d of %d requests failed%n", failed.get(), count);
        }
        return kinds;
    }

    private static void print(List<Asked> kinds, int alerts, int rate) {
        List<Double> all =
                kinds.stream().flatMap(asked -> asked.millis().stream()).toList();
        System.out.printf(
                "%,d alerts, %d requests/s, %,d requests, ms from when each was due:%n", alerts, rate, all.size());
        kinds.forEach(asked -> print(asked.kind().name(), asked.millis()));
        print("all", all);
        System.out.printf(
                "bar: p99 of all at most %.0f ms: %s%n", BAR_MILLIS, at(all, 0.99) <= BAR_MILLIS ? "kept" : "missed");
    }

    private static void print(String kind, Collection<Double> millis) {
        System.out.printf(
                "%28s  p50 %7.1f  p99 %7.1f  max %7.1f%n", kind, at(millis, 0.5), at(millis, 0.99), at(millis, 1));
    }

    private static double at(Collection<Double> millis, double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}
