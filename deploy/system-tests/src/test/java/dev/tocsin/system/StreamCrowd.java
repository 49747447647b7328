package dev.tocsin.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Very many readers of streams of alerts, who note when they were told of which. */
final class StreamCrowd implements AutoCloseable {
    private static final Pattern ALERT = Pattern.compile("\"id\":\"(alr_[0-9a-z]{26})\"");
    private static final int THREADS = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final List<Reader> readers = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    void join(URI service, String apiKey) {
        Reader reader = new Reader();
        readers.add(reader);
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/alerts/stream"))
                .header("X-API-Key", apiKey)
                .build();
        http.sendAsync(request, BodyHandlers.fromLineSubscriber(reader))
                .whenComplete((answer, failure) -> ended.incrementAndGet());
    }

    int size() {
        return readers.size();
    }

    /** Those who have been told where their stream begins. */
    int connected() {
        return connected.get();
    }

    /** Of all readers together. */
    int told() {
        return told.get();
    }

    /** Those whose stream has ended, or never began. */
    int ended() {
        return ended.get();
    }

    /** When each reader was told of each alert, in milliseconds since 1970. */
    List<Map<String, List<Long>>> arrivals() {
        return readers.stream().map(Reader::copy).toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Reader implements Flow.Subscriber<String> {
        private final Map<String, List<Long>> arrivals = new HashMap<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("retry: ")) {
                connected.incrementAndGet();
            } else if (line.startsWith("data: ")) {
                long now = System.currentTimeMillis();
                Matcher alert = ALERT.matcher(line);
                if (alert.find()) {
                    add(alert.group(1), now);
                    told.incrementAndGet();
                }
            }
        }

        private synchronized void add(String alert, long now) {
            arrivals.computeIfAbsent(alert, id -> new ArrayList<>(1)).add(now);
        }

        synchronized Map<String, List<Long>> copy() {
            return Map.copyOf(arrivals);
        }

        @Override
        public void onError(Throwable failure) {
            // Counted by the request.
        }

        @Override
        public void onComplete() {
            // Counted by the request.
        }
    }

    /** Long enough for a loopback. */
    static final Duration PATIENCE = Duration.ofMinutes(2);
}
