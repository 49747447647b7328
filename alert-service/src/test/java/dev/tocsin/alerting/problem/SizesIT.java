package dev.tocsin.alerting.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a stranger sends has a limit, and an answer that names it. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class SizesIT {

    @Test
    void bodyInChunksHasTheSameLimit() throws Exception {
        byte[] body =
                ("{\"name\":\"" + "x".repeat(200_000) + "\",\"role\":\"reader\"}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/keys"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Authorization", "Bearer " + BackingResource.API_KEY)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void bodyThatIsNestedTooDeepIsRefused() {
        Rest.asOperator()
                .body("[".repeat(5_000) + "]".repeat(5_000))
                .post("/v1/subscriptions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void tooManyParametersAreRefused() {
        String many = IntStream.range(0, 300).mapToObj(i -> "category=x").collect(Collectors.joining("&"));

        Rest.asOperator()
                .get("/v1/alerts?" + many)
                .then()
                .statusCode(400)
                .body("type", equalTo(ProblemType.INVALID_PARAMETER.path()));
    }

    @Test
    void lineAndHeaderThatAreTooLongAreRefused() {
        assertThat(Rest.asOperator().get("/v1/alerts?q=" + "x".repeat(10_000)).statusCode())
                .isEqualTo(414);
        assertThat(Rest.asOperator()
                        .header("X-Long", "x".repeat(20_000))
                        .get("/v1/alerts")
                        .statusCode())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/alerts,                                         GET",
        "PUT,    /v1/keys,                                           POST",
        "POST,   /v1/subscriptions/sub_00000000000000000000000000,   PATCH",
        "GET,    /v1/subscriptions/sub_00000000000000000000000000/test, POST"
    })
    void refusedMethodIsToldWhichThereAre(String method, String path, String allowed) {
        Rest.asOperator()
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", containsString(allowed))
                .body("type", equalTo(ProblemType.METHOD_NOT_ALLOWED.path()));
    }

    @Test
    void whatIsReadMayBeKeptByItsReaderAlone() {
        Rest.asOperator()
                .get("/v1/alerts?actor=nobody")
                .then()
                .header("Cache-Control", "private, no-cache")
                .header("Vary", containsString("Authorization"));
    }

    @Test
    void whatShowsASecretIsKeptNowhere() {
        Rest.asOperator()
                .body("{\"name\":\"k\",\"role\":\"reader\"}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store");
    }
}
