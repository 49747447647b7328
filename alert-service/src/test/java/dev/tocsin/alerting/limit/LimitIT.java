package dev.tocsin.alerting.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much may be asked, and how that is told. */
@QuarkusTest
@TestProfile(LimitIT.Narrow.class)
@QuarkusTestResource(BackingResource.class)
class LimitIT {
    private static final String FILTER = "{\"filter\":{}}";

    /** Limits that a test reaches. */
    public static class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tocsin.api.rate.per-minute", "60",
                    "tocsin.api.rate.burst", "20",
                    "tocsin.api.rate.refused-per-minute", "60",
                    "tocsin.api.rate.refused-burst", "10",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        String key = owner();

        Rest.with(key)
                .get("/v1/keys")
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"key\";q=20;w=20")
                .header("RateLimit", "\"key\";r=19;t=1");
    }

    @Test
    void whoAsksTooMuchIsToldWhenToAskAgain() {
        String key = owner();
        List<Response> answers = IntStream.range(0, 80)
                .mapToObj(i -> Rest.with(key).get("/v1/keys"))
                .toList();

        Response last = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(last.header("RateLimit")).startsWith("\"key\";r=0;t=");
        last.then().contentType("application/problem+json").body("type", equalTo(ProblemType.TOO_MANY_REQUESTS.path()));
    }

    @Test
    void costlyRequestCountsForSeveral() {
        Rest.with(owner())
                .body(FILTER)
                .post("/v1/subscriptions/dry-run")
                .then()
                .statusCode(200)
                .header("RateLimit", "\"key\";r=10;t=10");
    }

    @Test
    void operatorHasNoLimitUnlessToldOtherwise() {
        Rest.asOperator().get("/v1/keys").then().statusCode(200).header("RateLimit", nullValue());
    }

    @Test
    void addressThatGuessesKeysIsNotServedForAWhile() {
        int status = 401;
        for (int i = 0; i < 100 && status == 401; i++) {
            status = from("192.0.2.1", "guess-" + i).statusCode();
        }

        Response guessing = from("192.0.2.1", BackingResource.API_KEY);
        Response other = from("192.0.2.2", BackingResource.API_KEY);

        assertThat(guessing.statusCode()).isEqualTo(429);
        assertThat(guessing.header("RateLimit")).startsWith("\"refused\";r=0");
        assertThat(other.statusCode()).isEqualTo(200);
    }

    private static Response from(String address, String key) {
        return RestAssured.given()
                .header("X-Forwarded-For", address)
                .header("X-API-Key", key)
                .get("/v1/keys");
    }

    private static String owner() {
        return Rest.asOperator()
                .body("{\"name\":\"limited\"}")
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("key.key");
    }
}
