package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.demo.OperatorClient;
import dev.tocsin.local.demo.Receiver;
import dev.tocsin.local.demo.Ring;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The real processes, a file server for feeds and a subscriber to everything: Tocsin as its users meet it. The broker and
 * the database come from where {@code tocsin.backing} says.
 */
final class RunningTocsin implements AutoCloseable {
    /** Long enough for a noisy machine; a test that waits this long has failed. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Backing backing;
    private final Stack stack;
    private final FileServer files;
    private final Receiver receiver;
    private final List<Ring> rings;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningTocsin(Backing backing, Stack stack, FileServer files, Receiver receiver, List<Ring> rings) {
        this.backing = backing;
        this.stack = stack;
        this.files = files;
        this.receiver = receiver;
        this.rings = rings;
    }

    /**
     * Starts it all; feeds are looked at every second, however seldom they publish. They are all on one host, which is
     * neither spared nor left alone.
     */
    static RunningTocsin start(Path home) throws Exception {
        return start(home, Map.of());
    }

    /** The same, with more of the environment for all services. */
    static RunningTocsin start(Path home, Map<String, String> environment) throws Exception {
        Backing backing = Backing.start();
        try {
            StackOptions options = StackOptions.in(home);
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                options = options.with(variable.getKey(), variable.getValue());
            }
            Stack stack = Stack.start(options.on(backing)
                    .with("TOCSIN_FEED_POLL_INTERVAL", "PT1S")
                    .with("TOCSIN_FEED_SLOWEST_INTERVAL", "PT1S")
                    .with("TOCSIN_FEED_HOST_SPACING", "PT0S")
                    .with("TOCSIN_FEED_HOST_FAILURES", "1000000")
                    .with("TOCSIN_FETCH_PER_HOST", "32")
                    // What their feeds say is all there is: the links lead nowhere.
                    .with("TOCSIN_PAGE_ENABLED", "false"));
            List<Ring> rings = new CopyOnWriteArrayList<>();
            Receiver receiver = Receiver.start(0, Clock.systemUTC(), rings::add);
            RunningTocsin tocsin = new RunningTocsin(backing, stack, FileServer.start(), receiver, rings);
            receiver.secret(
                    tocsin.operator().subscribe("everything", receiver.uri()).secret());
            return tocsin;
        } catch (Exception | Error failed) {
            backing.close();
            throw failed;
        }
    }

    Stack stack() {
        return stack;
    }

    Backing backing() {
        return backing;
    }

    FileServer files() {
        return files;
    }

    /** Every webhook so far, in the order of arrival, repetitions included. */
    List<Ring> rings() {
        return List.copyOf(rings);
    }

    void addFeed(URI feed) throws Exception {
        operator().addFeed(feed);
    }

    /** Every alert, by walking the pages of the list. */
    List<JsonNode> alerts() throws Exception {
        List<JsonNode> alerts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get(Role.ALERT, "/v1/alerts?limit=200" + cursor));
            page.path("data").forEach(alerts::add);
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return alerts;
    }

    HttpResponse<String> get(Role role, String path) throws Exception {
        return send(HttpRequest.newBuilder(stack.uri(role).resolve(path)).GET());
    }

    /** All that the service shows to Prometheus. */
    String metrics(Role role) throws Exception {
        return send(HttpRequest.newBuilder(stack.management(role).resolve("/q/metrics"))
                        .GET())
                .body();
    }

    HttpResponse<String> post(Role role, String path, Object body) throws Exception {
        return post(role, path, "application/json", JSON.writeValueAsBytes(body));
    }

    HttpResponse<String> post(Role role, String path, String contentType, byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(stack.uri(role).resolve(path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The answer as a problem document (RFC 9457) of this status, for whoever has to act on it. */
    static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        return json(answer);
    }

    @Override
    public void close() {
        receiver.close();
        files.close();
        stack.close();
        backing.close();
    }

    private OperatorClient operator() {
        return new OperatorClient(stack.uri(Role.ALERT), stack.uri(Role.INGEST), stack.apiKey());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(
                request.header("Authorization", "Bearer " + stack.apiKey())
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }
}
