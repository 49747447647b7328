package dev.tocsin.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes many subscriptions over the API, in as many accounts as that takes. */
final class Subscriber {
    private static final int OF_AN_ACCOUNT = 1_000;
    private static final int AT_ONCE = 16;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final String operatorKey;

    Subscriber(URI service, String operatorKey) {
        this.service = service;
        this.operatorKey = operatorKey;
    }

    /** One that exists, and the key that may change it. */
    record Made(String id, String key) {}

    private interface Call<T, R> {
        R on(T item) throws IOException, InterruptedException;
    }

    /** @param categories of the alerts that are wanted; none: all */
    List<Made> subscribe(List<String> urls, List<String> categories) throws Exception {
        List<Made> made = new ArrayList<>();
        for (int from = 0; from < urls.size(); from += OF_AN_ACCOUNT) {
            String key = send("POST", "/v1/accounts", operatorKey, Map.of("name", "Benchmark " + System.nanoTime()))
                    .path("key")
                    .path("key")
                    .asText();
            made.addAll(each(
                    urls.subList(from, Math.min(urls.size(), from + OF_AN_ACCOUNT)),
                    url -> new Made(
                            send(
                                            "POST",
                                            "/v1/subscriptions",
                                            key,
                                            Map.of(
                                                    "name",
                                                    "Benchmark",
                                                    "url",
                                                    url,
                                                    "filter",
                                                    Map.of("categories", categories)))
                                    .path("id")
                                    .asText(),
                            key)));
        }
        return made;
    }

    void disable(List<Made> subscriptions) throws Exception {
        each(subscriptions, one -> send("PATCH", "/v1/subscriptions/" + one.id(), one.key(), Map.of("enabled", false)));
    }

    void delete(List<Made> subscriptions) throws Exception {
        each(subscriptions, one -> send("DELETE", "/v1/subscriptions/" + one.id(), one.key(), Map.of()));
    }

    private <T, R> List<R> each(List<T> items, Call<T, R> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<R> results = new ArrayList<>();
            List<Future<R>> calls = items.stream()
                    .map(item -> threads.submit(() -> call.on(item)))
                    .toList();
            for (Future<R> result : calls) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private JsonNode send(String method, String path, String key, Map<String, ?> body)
            throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new UncheckedIOException(
                    new IOException(method + " " + path + " answers " + answer.statusCode() + ": " + answer.body()));
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
