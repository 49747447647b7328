package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two alert-services, and one of them is asked to stop while it delivers to an endpoint that takes its time. Leases are so
 * long that whatever the other delivers was given back.
 */
class DrainIT {
    private static final String KEY = "operators-key";
    private static final String SECRETS = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Backing backing;
    private static Stack other;

    @BeforeAll
    static void start() throws Exception {
        backing = Backing.start();
        Stack.TOPICS.forEach(backing::createTopic);
        other = replica("other", Map.of());
    }

    @AfterAll
    static void stop() {
        other.close();
        backing.close();
    }

    @Test
    void whoIsAskedToStopServesOnSaysGoodbyeEndsWhatItHasBegunAndGivesBackTheRest() throws Exception {
        Stack leaving = replica("leaving", Map.of("QUARKUS_SHUTDOWN_DELAY", "PT4S"));
        try (leaving;
                SlowEndpoint endpoint = SlowEndpoint.answeringAfter(Duration.ofMillis(1_500))) {
            String subscription = subscribe(leaving, endpoint);
            CompletableFuture<HttpResponse<Stream<String>>> stream =
                    HTTP.sendAsync(request(leaving, "/v1/alerts/stream").build(), BodyHandlers.ofLines());
            Set<String> messages = ring(leaving, subscription, 8);
            await().until(() -> endpoint.underWay() > 0);

            leaving.process(Role.ALERT).interrupt();

            await().until(() -> ready(leaving) == 503);
            assertThat(HTTP.send(request(leaving, "/v1/alerts").build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(stream.get().body().toList().stream().filter(line -> line.startsWith("retry: ")))
                    .as("told when to come back, at its begin and at its end")
                    .hasSize(2);
            assertThat(leaving.process(Role.ALERT).awaitExit(RunningTocsin.PATIENCE))
                    .isIn(0, 143);
            assertThat(Files.readString(leaving.process(Role.ALERT).log())).contains("Drained afterMillis=");
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(endpoint.arrivals().keySet()).containsAll(messages));
            assertThat(endpoint.arrivals().values()).as("none twice").containsOnly(1);
        }
    }

    @Test
    void aTryThatOutlastsTheDrainIsMadeAgainByTheOtherAtOnce() throws Exception {
        Stack leaving = replica("hasty", Map.of("TOCSIN_DELIVERY_DRAIN", "PT0.5S"));
        try (leaving;
                SlowEndpoint endpoint = SlowEndpoint.holdingTheFirstForever()) {
            String subscription = subscribe(leaving, endpoint);
            Set<String> messages = ring(leaving, subscription, 3);
            await().until(() -> endpoint.underWay() > 0);

            assertThat(leaving.stop(Role.ALERT)).isIn(0, 143);

            String log = Files.readString(leaving.process(Role.ALERT).log());
            assertThat(log).contains("Tries under way given back count=");
            await().atMost(RunningTocsin.PATIENCE)
                    .untilAsserted(() -> assertThat(endpoint.answered()).containsAll(messages));
        }
    }

    private static Stack replica(String name, Map<String, String> environment) throws Exception {
        StackOptions options = StackOptions.in(home.resolve(name))
                .on(backing)
                .with("TOCSIN_API_KEY", KEY)
                .with("TOCSIN_SECRETS_KEYS", SECRETS)
                .with("TOCSIN_DELIVERY_LEASE", "PT1H");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            options = options.with(variable.getKey(), variable.getValue());
        }
        Stack replica = new Stack(options);
        replica.start(Role.ALERT);
        return replica;
    }

    private static HttpRequest.Builder request(Stack replica, String path) {
        return HttpRequest.newBuilder(replica.uri(Role.ALERT).resolve(path))
                .timeout(RunningTocsin.PATIENCE)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
    }

    private static int ready(Stack replica) throws Exception {
        URI health = replica.management(Role.ALERT).resolve("/q/health/ready");
        return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String subscribe(Stack replica, SlowEndpoint endpoint) throws Exception {
        return post(
                replica,
                "/v1/subscriptions",
                Map.of("name", "slow", "url", endpoint.uri().toString()),
                "id");
    }

    private static Set<String> ring(Stack replica, String subscription, int count) throws Exception {
        Set<String> messages = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            messages.add(post(replica, "/v1/subscriptions/" + subscription + "/test", Map.of(), "messageId"));
        }
        return messages;
    }

    private static String post(Stack replica, String path, Map<String, String> body, String wanted) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                request(replica, path)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return JSON.readTree(answer.body()).path(wanted).asText();
    }
}
