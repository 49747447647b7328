package dev.tocsin.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What people ask the list of alerts for: values of each filter are taken from stored alerts, of all ages. */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] CATEGORIES = {"mining_ban", "relocation", "nft_launch", "city_invitation"};
    private static final Instant NEWEST = Instant.parse("2025-06-01T00:00:00Z");
    private static final Duration HISTORY = Duration.ofDays(3600);
    private static final int SAMPLES = 20;

    private final HttpClient client;
    private final URI service;
    private final String key;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> actors = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();

    /** One mix of filters, and its queries. */
    record Kind(String name, Supplier<String> query) {}

    Questions(HttpClient client, URI service, String key) throws IOException, InterruptedException {
        this.client = client;
        this.service = service;
        this.key = key;
        for (int i = 0; i < SAMPLES; i++) {
            sample("?limit=50&until=" + time(1 + i * HISTORY.toDays() / SAMPLES));
        }
        kind("newest", () -> "");
        kind("category", this::category);
        kind("jurisdiction", () -> "jurisdiction=" + one(places));
        kind("actor", this::actor);
        kind("status", () -> "status=announced");
        kind("status of none", () -> "status=reversed");
        kind("q", () -> "q=" + one(words));
        kind("q of two words", () -> "q=" + one(words) + "%20" + one(words));
        kind("since", () -> "since=" + anyTime());
        kind("until", () -> "until=" + anyTime());
        kind("minConfidence", () -> "minConfidence=0.9" + random.nextInt(10));
        kind("updatedSince", () -> "updatedSince=" + anyTime());
        kind("asOf", () -> "asOf=" + anyTime());
        kind("state", () -> "state=retracted");
        kind("category, since", () -> category() + "&since=" + anyTime());
        kind("jurisdiction, minConfidence", () -> "jurisdiction=" + one(places) + "&minConfidence=0.95");
        kind("actor, asOf", () -> actor() + "&asOf=" + anyTime());
        kind("q, category", () -> "q=" + one(words) + "&" + category());
    }

    List<Kind> kinds() {
        return List.copyOf(kinds);
    }

    private void kind(String name, Supplier<String> query) {
        kinds.add(new Kind(name, query));
    }

    HttpRequest request(String query) {
        return HttpRequest.newBuilder(service.resolve("/v1/alerts" + (query.isEmpty() ? "" : "?" + query)))
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private void sample(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(query.substring(1)), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        for (JsonNode alert : JSON.readTree(answer.body()).path("data")) {
            alert.path("actors")
                    .forEach(actor -> actors.add(encode(actor.path("name").asText())));
            alert.path("jurisdictions").forEach(code -> places.add(code.asText()));
            for (String word : alert.path("title").asText().split("\\s+")) {
                words.add(encode(word.length() > 12 ? word.substring(0, 4) : word));
            }
        }
    }

    private String category() {
        return "category=" + CATEGORIES[random.nextInt(CATEGORIES.length)];
    }

    private String actor() {
        return "actor=" + one(actors);
    }

    private String anyTime() {
        return time(random.nextLong(HISTORY.toDays()));
    }

    private static String time(long daysAgo) {
        return NEWEST.minus(Duration.ofDays(daysAgo)).toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
