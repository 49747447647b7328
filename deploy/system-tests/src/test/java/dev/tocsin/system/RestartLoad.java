package dev.tocsin.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts articles at a steady rate to those replicas that were ready when last asked, as a load balancer would; a post that
 * fails is made again at the other.
 */
final class RestartLoad implements AutoCloseable {
    private static final Duration ASKING = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final int PATIENCE = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    private final List<Stack> replicas;
    private final String key;
    private final List<TwoHundredEvents.Story> stories = new TwoHundredEvents().ofStates();
    private final List<Stack> ready = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private RestartLoad(List<Stack> replicas, String key) {
        this.replicas = replicas;
        this.key = key;
    }

    static RestartLoad start(List<Stack> replicas, String key, int rate) {
        RestartLoad load = new RestartLoad(replicas, key);
        load.ready.addAll(replicas);
        load.threads.scheduleAtFixedRate(load::look, 0, ASKING.toMillis(), TimeUnit.MILLISECONDS);
        load.threads.scheduleAtFixedRate(load::next, 0, 1_000_000 / rate, TimeUnit.MICROSECONDS);
        return load;
    }

    /** When each article was accepted, by its URL. */
    Map<String, Instant> accepted() {
        return accepted;
    }

    int repeated() {
        return repeated.get();
    }

    /** Those that were never accepted. */
    int refused() {
        return refused.get();
    }

    /** Posts no more, and waits for those under way. */
    void stop() throws InterruptedException {
        threads.shutdownNow();
        DeliveringTocsin.within(Duration.ofSeconds(30), () -> underWay.get() == 0);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void look() {
        for (Stack replica : replicas) {
            URI health = replica.management(Role.INGEST).resolve("/q/health/ready");
            http.sendAsync(HttpRequest.newBuilder(health).timeout(ASKING).build(), BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        if (failure != null || answer.statusCode() != 200) {
                            ready.remove(replica);
                        } else if (!ready.contains(replica)) {
                            ready.add(replica);
                        }
                    });
        }
    }

    private void next() {
        underWay.incrementAndGet();
        int number = sent.getAndIncrement();
        TwoHundredEvents.Story story = stories.get(number % stories.size());
        String url = "https://ledger.example/" + number;
        // The same event a month earlier is another one.
        Map<String, String> article = Map.of(
                "url", url,
                "title", story.title(),
                "text", story.text(),
                "publishedAt",
                        TwoHundredEvents.DAY
                                .minusDays(30L * (number / stories.size()))
                                .toString());
        try {
            post(url, JSON.writeValueAsString(article), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void post(String url, String body, int times) {
        Stack target = target(times);
        HttpRequest request = HttpRequest.newBuilder(target.uri(Role.INGEST).resolve("/v1/articles"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        http.sendAsync(request, BodyHandlers.discarding())
                .whenComplete((answer, failure) -> judge(url, body, times, answer, failure));
    }

    private void judge(String url, String body, int times, HttpResponse<Void> answer, Throwable failure) {
        if (failure == null && answer.statusCode() == 202) {
            accepted.put(url, Instant.now());
            underWay.decrementAndGet();
        } else if (times >= PATIENCE) {
            refused.incrementAndGet();
            underWay.decrementAndGet();
        } else {
            repeated.incrementAndGet();
            java.util.concurrent.CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> post(url, body, times + 1));
        }
    }

    private Stack target(int times) {
        List<Stack> now = List.copyOf(ready);
        return now.isEmpty() ? replicas.get(times % replicas.size()) : now.get((sent.get() + times) % now.size());
    }
}
