package dev.tocsin.classify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.classify.article.ArticleIds;
import dev.tocsin.classify.report.LoadOutcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A service whose models cannot be loaded stays up, says so, and leaves the articles to the others. */
@QuarkusTest
@TestProfile(UnloadedModelsIT.WithoutModels.class)
@QuarkusTestResource(value = BackingResource.class, restrictToAnnotatedClass = true)
class UnloadedModelsIT {

    private static final String REASON = "ONNX Runtime cannot be loaded on Linux riscv64: it needs 64-bit Linux";

    public static class WithoutModels implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BrokenLoader.class);
        }
    }

    @Alternative
    @Singleton
    public static class BrokenLoader {

        @Produces
        @Singleton
        @Alternative
        LoadOutcome load() {
            return LoadOutcome.of(() -> {
                throw new IllegalStateException(REASON);
            });
        }
    }

    @Test
    void readinessIsDownAndSaysWhy() {
        ManagementPort.given()
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'encoders' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'encoders' }.data.reason", equalTo(REASON));
    }

    @Test
    void livenessIsUpSinceARestartMendsNothing() {
        ManagementPort.given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void classifyingIsRefusedWithTheReason() {
        given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("title", "t", "text", ""))
                .post("/v1/classify")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/models-not-loaded"))
                .body("detail", containsString("riscv64"));
    }

    @Test
    void noPartitionIsTakenFromThoseThatCanClassify() {
        String broker = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);

        new Topics(broker).send("article.ingested.v1", ArticleIds.hashed("art_", "unread"), new byte[0]);

        // A consumer joins its group within a second or so.
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(admin.listConsumerGroups().all().get()).isEmpty());
        }
    }
}
