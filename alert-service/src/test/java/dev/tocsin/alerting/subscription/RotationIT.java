package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.webhook.Receiver;
import dev.tocsin.alerting.webhook.Receiver.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rotated key signs for four seconds longer here, which are 24 hours elsewhere. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class RotationIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String OWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Receiver receiver = new Receiver();
    private String id = "";

    @AfterEach
    void close() {
        Rest.asOperator().delete("/v1/subscriptions/" + id);
        receiver.close();
    }

    @Test
    void tryThatSpansARotationIsVerifiedWithTheOldKeyAndWithTheNewOneThatComesFirst() {
        receiver.doing((exchange, before) -> exchange.sendResponseHeaders(before == 0 ? 500 : 204, -1));
        String old = subscribe(Map.of()).getString("secret");
        Received first = ring(1);

        JsonPath rotated = rotate("").statusCode(200).extract().jsonPath();

        Received second = received(2);
        String next = rotated.getString("secret");
        assertThat(next).startsWith("whsec_").isNotEqualTo(old);
        assertThat(second.id()).isEqualTo(first.id());
        assertVerifies(first, old);
        assertVerifies(second, old);
        assertVerifies(second, next);
        assertThat(signatures(first)).hasSize(1);
        assertThat(signatures(second)).hasSize(2);
        assertVerifies(only(second, 0), next);
        assertVerifies(only(second, 1), old);
        assertThat(rotated.getInt("version")).isEqualTo(2);
    }

    @Test
    void afterTheOverlapOnlyTheNewKeySigns() {
        String old = subscribe(Map.of()).getString("secret");
        String next = rotate("{}").statusCode(200).extract().jsonPath().getString("secret");
        Received during = ring(1);

        await().atMost(SOON).until(() -> shown().getList("signingKeys").size() == 1);
        Received after = ring(2);

        assertThat(signatures(during)).hasSize(2);
        assertVerifies(during, old);
        assertThat(signatures(after)).hasSize(1);
        assertVerifies(after, next);
        assertThat(shown().getMap("$")).doesNotContainKey("secret");
    }

    @Test
    void thirdOldKeyIsRefusedUnlessAllEndAtOnce() {
        subscribe(Map.of());
        rotate("{}").statusCode(200);
        rotate("{}").statusCode(200);

        JsonPath refused = rotate("{}").statusCode(409).extract().jsonPath();
        JsonPath leaked =
                rotate("{\"overlap\":\"PT0S\"}").statusCode(200).extract().jsonPath();

        assertThat(refused.getString("type")).endsWith("/too-many-secrets");
        assertThat(refused.getString("detail")).contains("2 old keys").contains("PT0S");
        assertThat(leaked.getList("signingKeys")).hasSize(1);
        assertThat(signatures(ring(1))).hasSize(1);
    }

    @Test
    void keyPairShowsItsPublicHalfWheneverAskedAndThePrivateOneNever() {
        JsonPath made = subscribe(Map.of("scheme", "v1a"));

        String publicKey = made.getString("signingKeys[0].publicKey");
        assertThat(publicKey).matches("whpk_[A-Za-z0-9+/]{43}=");
        assertThat(made.getMap("$")).doesNotContainKey("secret");
        assertThat(shown().getString("signingKeys[0].publicKey")).isEqualTo(publicKey);
        assertThat(signatures(ring(1))).singleElement().asString().matches("v1a,[A-Za-z0-9+/]{86}==");
    }

    @Test
    void schemeIsChangedByRotatingToIt() {
        String old = subscribe(Map.of("secret", OWN)).getString("secret");

        JsonPath rotated =
                rotate("{\"scheme\":\"v1a\"}").statusCode(200).extract().jsonPath();

        assertThat(rotated.getList("signingKeys.scheme")).isEqualTo(List.of("v1a", "v1"));
        assertThat(rotated.getString("signingKeys[1].until")).isNotNull();
        Received request = ring(1);
        assertThat(signatures(request).get(0)).startsWith("v1a,");
        assertVerifies(request, old);
    }

    @Test
    void ownSecretIsTakenOnceAndRefusedWhileItSigns() {
        subscribe(Map.of());

        assertThat(rotate("{\"secret\":\"" + OWN + "\"}")
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getString("secret"))
                .isEqualTo(OWN);
        rotate("{\"secret\":\"" + OWN + "\"}").statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scheme\":\"v2\"}                      | scheme",
                "{\"secret\":\"hunter2\"}                 | secret",
                "{\"secret\":\"whsk_AAAA\"}               | secret",
                "{\"secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\\r\\nx: y\"} | secret",
                "{\"secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\",\"scheme\":\"v1a\"} | secret",
                "{\"overlap\":\"P1D\"}                    | overlap",
                "{\"overlap\":\"-PT1S\"}                  | overlap",
                "{\"overlap\":\"soon\"}                   | overlap",
            })
    void unusableRotationIsRefusedByItsPropertyAndChangesNothing(String body, String property) {
        subscribe(Map.of());

        JsonPath problem = rotate(body).statusCode(400).extract().jsonPath();

        assertThat(problem.getString("property")).isEqualTo(property);
        assertThat(problem.getString("detail")).doesNotContain("hunter2", "MfKQ");
        assertThat(shown().getInt("version")).isEqualTo(1);
    }

    @Test
    void secretOfWhatDoesNotExistIsNotRotated() {
        Rest.asOperator()
                .body("{}")
                .post("/v1/subscriptions/sub_1/secret/rotate")
                .then()
                .statusCode(404);
    }

    private JsonPath subscribe(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("url", receiver.url());
        JsonPath made = Rest.asOperator()
                .body(request)
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        id = made.getString("id");
        return made;
    }

    private ValidatableResponse rotate(String body) {
        return Rest.asOperator()
                .body(body)
                .post("/v1/subscriptions/" + id + "/secret/rotate")
                .then();
    }

    private JsonPath shown() {
        return Rest.asOperator().get("/v1/subscriptions/" + id).jsonPath();
    }

    /** Sends a test message, which is the first request there or the next. */
    private Received ring(int count) {
        Rest.asOperator().post("/v1/subscriptions/" + id + "/test").then().statusCode(202);
        return received(count);
    }

    private Received received(int count) {
        await().atMost(SOON).until(() -> receiver.received().size() >= count);
        return receiver.received().get(count - 1);
    }

    private static List<String> signatures(Received request) {
        return List.of(request.header("webhook-signature").split(" "));
    }

    private static Received only(Received request, int signature) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put("webhook-signature", List.of(signatures(request).get(signature)));
        return new Received(headers, request.body());
    }

    private static void assertVerifies(Received request, String secret) {
        assertThatCode(() -> request.verify(secret)).doesNotThrowAnyException();
    }
}
