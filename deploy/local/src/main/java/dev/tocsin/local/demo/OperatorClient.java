package dev.tocsin.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the services for what the demo needs, with the operator's key. Asking twice does no harm. */
public final class OperatorClient {
    /** A subscription and its secret, which the service tells only once. */
    public record Subscription(String id, String secret) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI alert;
    private final URI ingest;
    private final String apiKey;

    public OperatorClient(URI alert, URI ingest, String apiKey) {
        this.alert = alert;
        this.ingest = ingest;
        this.apiKey = apiKey;
    }

    public boolean knowsSubscription(String id) throws IOException, InterruptedException {
        return send("GET", alert.resolve("/v1/subscriptions/" + id), null).statusCode() == 200;
    }

    public Subscription subscribe(String name, URI target) throws IOException, InterruptedException {
        HttpResponse<String> answer = expect(
                201, send("POST", alert.resolve("/v1/subscriptions"), Map.of("name", name, "url", target.toString())));
        JsonNode body = json(answer);
        return new Subscription(body.path("id").asText(), body.path("secret").asText());
    }

    /**
     * Subscribes a target with a signing secret of its own, unless a subscription has that target already.
     *
     * @return whether it was there
     */
    public boolean subscribed(String name, URI target, String secret) throws IOException, InterruptedException {
        JsonNode all = json(expect(200, send("GET", alert.resolve("/v1/subscriptions?limit=200"), null)));
        for (JsonNode subscription : all.path("data")) {
            if (subscription.path("url").asText().equals(target.toString())) {
                return true;
            }
        }
        expect(
                201,
                send(
                        "POST",
                        alert.resolve("/v1/subscriptions"),
                        Map.of("name", name, "url", target.toString(), "secret", secret)));
        return false;
    }

    /** 409 and 200 say that the feed is there already. */
    public void addFeed(URI feed) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", ingest.resolve("/v1/feeds"), Map.of("feedUrl", feed.toString()));
        if (answer.statusCode() != 409 && answer.statusCode() != 200) {
            expect(201, answer);
        }
    }

    private HttpResponse<String> send(String method, URI target, @Nullable Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            JsonNode problem = json(answer);
            throw new IOException(answer.request().method() + " " + answer.uri() + " answers " + answer.statusCode()
                    + " " + problem.path("title").asText() + ": "
                    + problem.path("detail").asText());
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
