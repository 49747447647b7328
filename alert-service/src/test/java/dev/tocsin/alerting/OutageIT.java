package dev.tocsin.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered while the database is away, or has no connection left. */
@QuarkusTest
@TestProfile(OutageIT.Cut.class)
class OutageIT {
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Inject
    Pool pool;

    /** The way to the database can be cut; waits are short. */
    public static class Cut implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tocsin.database.wait", "PT2S", "quarkus.datasource.reactive.max-size", "4");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Relayed.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** A backing whose database is reached over a relay. */
    public static class Relayed extends BackingResource {
        private static final Pattern ADDRESS = Pattern.compile("localhost:(\\d+)|127\\.0\\.0\\.1:(\\d+)");
        static volatile @Nullable Relay relay;

        static Relay way() {
            return Objects.requireNonNull(relay);
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> config = super.start();
            String url = Objects.requireNonNull(config.get("quarkus.datasource.reactive.url"));
            Matcher address = ADDRESS.matcher(url);
            if (!address.find()) {
                throw new IllegalStateException("No port in " + url);
            }
            String server = address.group(1) == null ? address.group(2) : address.group(1);
            try {
                relay = new Relay(Integer.parseInt(server));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            config.put("quarkus.datasource.reactive.url", url.replace(":" + server, ":" + way().port()));
            return config;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alerts", "/v1/subscriptions", "/v1/keys", "/v1/alerts/alr_00000000000000000000000000"})
    void withoutDatabaseItIsUnavailableAndSoonToldSo(String path) throws IOException {
        Relayed.way().cut();
        try {
            Instant begun = Instant.now();
            Response answer = Rest.asOperator().get(path);

            assertThat(Duration.between(begun, Instant.now())).isLessThan(BOUND);
            unavailable(answer);
        } finally {
            Relayed.way().mend();
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(Rest.asOperator().get("/v1/alerts").statusCode())
                                .isEqualTo(200));
    }

    @Test
    void postWithAnIdempotencyKeyIsUnavailableToo() throws IOException {
        Relayed.way().cut();
        try {
            unavailable(Rest.asOperator()
                    .header("Idempotency-Key", "during an outage")
                    .body("{\"name\":\"x\"}")
                    .post("/v1/accounts"));
        } finally {
            Relayed.way().mend();
        }
    }

    @Test
    void withoutAFreeConnectionItIsUnavailable() {
        List<CompletableFuture<?>> busy = IntStream.range(0, 12)
                .<CompletableFuture<?>>mapToObj(i -> pool.query("select pg_sleep(4)")
                        .execute()
                        .onFailure()
                        .recoverWithNull()
                        .subscribeAsCompletionStage())
                .toList();

        Instant begun = Instant.now();
        Response answer = Rest.asOperator().get("/v1/alerts");

        assertThat(Duration.between(begun, Instant.now())).isLessThan(BOUND);
        unavailable(answer);
        busy.forEach(CompletableFuture::join);
    }

    private static void unavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("type", equalTo(ProblemType.UNAVAILABLE.path()));
    }
}
