package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.webhook.Receiver;
import dev.tocsin.alerting.webhook.Receiver.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever subscribes somebody else's endpoint: it is asked first, and rung only if it agrees. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class HandshakeIT {

    private static final String SUBSCRIPTIONS = "/v1/subscriptions";

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void agreeingEndpointIsRungAndItsRateIsKept() {
        receiver.doing(agreeing("tocsin", "120"));

        JsonPath made = create("required", 600);

        assertThat(made.getBoolean("enabled")).isTrue();
        assertThat(made.getString("agreedAt")).isNotNull();
        assertThat(made.getInt("allowedRate")).isEqualTo(120);
        assertThat(receiver.received()).hasSize(1);
        Received asked = receiver.received().get(0);
        assertThat(asked.header("webhook-request-origin")).isEqualTo("tocsin");
        assertThat(asked.header("webhook-request-rate")).isEqualTo("600");
        assertThat(asked.body()).isEmpty();
    }

    @Test
    void nothingIsLetOutToAHostThatNeverAgreed() throws Exception {
        receiver.doing(Receiver.answering(200));

        JsonPath made = create("required", null);
        String id = made.getString("id");

        assertThat(made.getBoolean("enabled")).isFalse();
        assertThat(made.getString("stateReason"))
                .isEqualTo("the endpoint has not agreed to be rung: its answer to OPTIONS has no"
                        + " WebHook-Allowed-Origin");
        Rest.asOperator().post(SUBSCRIPTIONS + "/" + id + "/test").then().statusCode(409);
        JsonPath enabled = patch(id, "{\"enabled\":true}");
        assertThat(enabled.getBoolean("enabled")).isFalse();
        assertThat(receiver.received())
                .hasSize(2)
                .allMatch(request -> request.body().isEmpty());
        assertThat(Rows.query("select count(*) from alerts.attempt a join alerts.delivery d on d.id = a.delivery_id"
                        + " where d.subscription_id = '" + id + "'"))
                .containsExactly("0");
    }

    @Test
    void askingAgainEnablesWhatOnlyWaitedForTheAgreement() {
        receiver.doing(Receiver.answering(405));
        String id = create("required", null).getString("id");
        receiver.doing(agreeing("*", "*"));

        JsonPath answer = shake(id);

        assertThat(answer.getBoolean("agreed")).isTrue();
        assertThat(answer.getBoolean("subscription.enabled")).isTrue();
        assertThat(answer.getString("subscription.stateReason")).isNull();
        assertThat((Object) answer.get("subscription.allowedRate")).isNull();
    }

    @Test
    void askingAgainDisablesWhatNoLongerAgrees() {
        receiver.doing(agreeing("*", "10"));
        String id = create("required", null).getString("id");
        receiver.doing(Receiver.answering(404));

        JsonPath answer = shake(id);

        assertThat(answer.getBoolean("agreed")).isFalse();
        assertThat(answer.getString("reason")).isEqualTo("it answered 404 to OPTIONS instead of 200 or 204");
        assertThat(answer.getBoolean("subscription.enabled")).isFalse();
    }

    @Test
    void optionalHandshakeGoesOnWithoutAnAnswer() {
        receiver.doing(receiver.hanging());

        JsonPath made = create("optional", null);

        assertThat(made.getBoolean("enabled")).isTrue();
        assertThat(made.getString("agreedAt")).isNull();
    }

    @Test
    void newUrlIsAskedAnew() {
        receiver.doing(agreeing("*", "10"));
        String id = create("required", null).getString("id");
        try (Receiver other = new Receiver().doing(Receiver.answering(200))) {

            JsonPath moved = patch(id, "{\"url\":\"" + other.url() + "\"}");

            assertThat(moved.getBoolean("enabled")).isFalse();
            assertThat((Object) moved.get("allowedRate")).isNull();
            assertThat(other.received()).hasSize(1);
        }
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void patchThatLeavesUrlAndModeAsksNothing() {
        receiver.doing(agreeing("*", "10"));
        String id = create("required", null).getString("id");

        JsonPath renamed = patch(id, "{\"name\":\"other\",\"maxPerMinute\":5}");

        assertThat(renamed.getInt("allowedRate")).isEqualTo(10);
        assertThat(renamed.getInt("maxPerMinute")).isEqualTo(5);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void redirectIsNoAgreementAndNotFollowed() {
        try (Receiver inner = new Receiver().doing(agreeing("*", "*"))) {
            receiver.doing(Receiver.redirectingTo(inner.url()));

            assertThat(create("required", null).getString("stateReason")).contains("answered 307");
            assertThat(inner.received()).isEmpty();
        }
    }

    @Test
    void subscriptionWithoutHandshakeIsNotAskedFor() {
        String id = create("off", null).getString("id");

        Rest.asOperator().post(SUBSCRIPTIONS + "/" + id + "/handshake").then().statusCode(409);
        assertThat(receiver.received()).isEmpty();
    }

    /** A victim that was subscribed without a handshake and answers errors: one request for each step of the schedule. */
    @Test
    void endpointThatNeverSucceedsGetsOneRequestForEachStepOfTheSchedule() {
        receiver.doing(Receiver.answering(403));
        String id = create("off", null).getString("id");

        String message = Rest.asOperator()
                .post(SUBSCRIPTIONS + "/" + id + "/test")
                .jsonPath()
                .getString("messageId");

        await().untilAsserted(
                        () -> assertThat(Rows.query("select state from alerts.delivery where id = '" + message + "'"))
                                .containsExactly("failed"));
        assertThat(receiver.ids()).hasSize(3).containsOnly(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"handshake\":\"perhaps\"}", "{\"maxPerMinute\":0}", "{\"maxPerMinute\":60001}"})
    void unusableHandshakeOrRateIsRefusedByItsProperty(String patch) {
        String id = create("off", null).getString("id");

        JsonPath problem = Rest.asOperator()
                .body(patch)
                .patch(SUBSCRIPTIONS + "/" + id)
                .then()
                .statusCode(400)
                .extract()
                .jsonPath();

        assertThat(patch).contains(problem.getString("property"));
    }

    @Test
    void testMessageSaysHowItWentWhenAskedToWait() {
        receiver.doing((exchange, before) -> {
            byte[] body = "not here".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
        });
        String id = create("off", null).getString("id");

        JsonPath test = Rest.asOperator()
                .queryParam("wait", true)
                .post(SUBSCRIPTIONS + "/" + id + "/test")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(test.getString("result.outcome")).isEqualTo("rejected");
        assertThat(test.getInt("result.status")).isEqualTo(403);
        assertThat(test.getString("result.error")).isEqualTo("answered 403");
        assertThat(test.getString("result.responseExcerpt")).isEqualTo("not here");
        assertThat(test.getInt("result.latencyMs")).isBetween(0, 3_000);
    }

    private static Receiver.Script agreeing(String origin, String rate) {
        return (HttpExchange exchange, int before) -> {
            exchange.getResponseHeaders().set("WebHook-Allowed-Origin", origin);
            exchange.getResponseHeaders().set("WebHook-Allowed-Rate", rate);
            exchange.getResponseHeaders().set("Allow", "POST");
            exchange.sendResponseHeaders(200, -1);
        };
    }

    private JsonPath create(String handshake, @Nullable Integer maxPerMinute) {
        Map<String, Object> body = new HashMap<>(Map.of("url", receiver.url(), "handshake", handshake));
        body.put("maxPerMinute", maxPerMinute);
        return Rest.asOperator()
                .body(body)
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static JsonPath patch(String id, String body) {
        return Rest.asOperator()
                .body(body)
                .patch(SUBSCRIPTIONS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath shake(String id) {
        return Rest.asOperator()
                .post(SUBSCRIPTIONS + "/" + id + "/handshake")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
