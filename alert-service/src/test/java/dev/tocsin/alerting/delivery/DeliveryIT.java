package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.lifecycle.Announced;
import dev.tocsin.alerting.webhook.Receiver;
import dev.tocsin.alerting.webhook.Receiver.Received;
import dev.tocsin.alerting.webhook.WebhookMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class DeliveryIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Alerts alerts;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        alerts.sql("update alerts.subscription set enabled = false, deleted_at = now()");
        alerts.sql("delete from alerts.queue");
        alerts.sql("delete from alerts.failing_endpoint");
        alerts.sql("update alerts.delivery set state = 'cancelled', finished_at = now() where finished_at is null");
    }

    @Test
    void alertArrivesSignedForTheOfficialVerifier() {
        JsonPath subscription = subscribe(receiver);
        Announced alert = alerts.insert(Alert.aBan());

        alerts.fanOut(alert);

        Received request = await().atMost(SOON)
                .until(() -> receiver.received().stream().findFirst().orElse(null), r -> r != null);
        assertThatCode(() -> request.verify(subscription.getString("secret"))).doesNotThrowAnyException();
        JsonPath body = new JsonPath(request.body());
        assertThat(body.getString("type")).isEqualTo("alert.raised");
        assertThat(body.getString("data.title")).isEqualTo("佛罗里达禁止挖矿");
        assertThat(request.headers().keySet())
                .containsExactlyInAnyOrder(
                        "accept-encoding",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent",
                        "webhook-id",
                        "webhook-signature",
                        "webhook-timestamp");
        assertThat(request.header("user-agent")).startsWith("Tocsin/");
        awaitState(subscription, request.id(), "delivered");
    }

    @Test
    void failedTryIsRepeatedWithTheSameIdAndBodyAndANewTimestamp() {
        receiver.doing((exchange, before) -> exchange.sendResponseHeaders(before == 0 ? 500 : 204, -1));
        JsonPath subscription = subscribe(receiver);

        alerts.fanOut(alerts.insert(Alert.aBan()));

        await().atMost(SOON).until(() -> receiver.received().size() == 2);
        Received first = receiver.received().get(0);
        Received second = receiver.received().get(1);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isGreaterThan(Long.parseLong(first.header("webhook-timestamp")));
        assertThatCode(() -> second.verify(subscription.getString("secret"))).doesNotThrowAnyException();
        JsonPath delivery = awaitState(subscription, first.id(), "delivered");
        assertThat(delivery.getList("attempts.status")).isEqualTo(List.of(500, 204));
        assertThat(delivery.getList("attempts.number")).isEqualTo(List.of(1, 2));
    }

    @Test
    void messageIsGivenUpVisiblyWhenItsScheduleIsUsedUp() {
        receiver.doing((exchange, before) -> {
            byte[] why = "database is away".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, why.length);
            exchange.getResponseBody().write(why);
        });
        JsonPath subscription = subscribe(receiver);

        alerts.fanOut(alerts.insert(Alert.aBan()));

        JsonPath delivery = awaitFirst(subscription, "failed");
        assertThat(delivery.getList("attempts.outcome")).isEqualTo(List.of("throttled", "throttled", "throttled"));
        assertThat(delivery.getList("attempts.excerpt")).containsOnly("database is away");
        assertThat(delivery.getList("attempts.error")).containsOnly("answered 503");
    }

    @Test
    void replayOfAGivenUpMessageSendsItAgainUnderItsOwnId() {
        receiver.doing((exchange, before) -> exchange.sendResponseHeaders(before < 3 ? 500 : 200, -1));
        JsonPath subscription = subscribe(receiver);
        alerts.fanOut(alerts.insert(Alert.aBan()));
        String messageId = awaitFirst(subscription, "failed").getString("messageId");

        call().post("/v1/subscriptions/" + subscription.getString("id") + "/deliveries/" + messageId + "/replay")
                .then()
                .statusCode(202);

        awaitState(subscription, messageId, "delivered");
        assertThat(receiver.ids()).hasSize(4).containsOnly(messageId);
    }

    @Test
    void hangingEndpointDoesNotHoldAHealthyOne() {
        try (Receiver hung = new Receiver()) {
            hung.doing(hung.hanging());
            subscribe(hung);
            subscribe(receiver);
            Announced[] many = IntStream.range(0, 40)
                    .mapToObj(i -> alerts.insert(Alert.aBan()))
                    .toArray(Announced[]::new);

            alerts.fanOut(many);

            await().atMost(SOON).until(() -> receiver.received().size() == 40);
            // Two at a time in each three seconds: it never had all sixteen that may be under way.
            assertThat(hung.received()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void hangingTryIsCutAtTheDeadline() {
        receiver.doing(receiver.hanging());
        JsonPath subscription = subscribe(receiver);

        alerts.fanOut(alerts.insert(Alert.aBan()));

        JsonPath delivery = await().atMost(SOON)
                .until(
                        () -> deliveries(subscription),
                        d -> !d.getList("data[0].attempts").isEmpty());
        assertThat(delivery.getString("data[0].attempts[0].outcome")).isEqualTo("timed_out");
        assertThat(delivery.getInt("data[0].attempts[0].latencyMs")).isBetween(2_950, 3_400);
    }

    @Test
    void answer410DisablesTheSubscriptionAndHoldsItsMessagesUntilItIsEnabled() {
        receiver.doing(Receiver.answering(410));
        JsonPath subscription = subscribe(receiver);
        alerts.fanOut(alerts.insert(Alert.aBan()));
        JsonPath held = awaitFirst(subscription, "held");
        JsonPath disabled = call().get("/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .extract()
                .jsonPath();
        assertThat(disabled.getBoolean("enabled")).isFalse();
        assertThat(disabled.getString("stateReason")).contains("410");
        receiver.doing(Receiver.answering(200));

        patch(subscription, Map.of("enabled", true)).statusCode(200);

        awaitState(subscription, held.getString("messageId"), "delivered");
    }

    @Test
    void redirectIsNotFollowed() {
        try (Receiver elsewhere = new Receiver()) {
            receiver.doing(Receiver.redirectingTo(elsewhere.url()));
            JsonPath subscription = subscribe(receiver);

            alerts.fanOut(alerts.insert(Alert.aBan()));

            JsonPath delivery = awaitFirst(subscription, "failed");
            assertThat(delivery.getList("attempts.status")).containsOnly(307);
            assertThat(delivery.getString("attempts[0].error")).contains("redirects are never followed");
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void forbiddenAddressThatGotIntoTheTableIsRefusedWhenSendingAndVisibly() {
        JsonPath subscription = subscribe(receiver);
        alerts.sql(
                "update alerts.subscription set url = 'http://169.254.169.254/latest' where id = ?",
                subscription.getString("id"));

        alerts.fanOut(alerts.insert(Alert.aBan()));

        JsonPath delivery = awaitFirst(subscription, "failed");
        assertThat(delivery.getList("attempts.outcome")).isEqualTo(List.of("refused"));
        assertThat(delivery.getString("attempts[0].error")).isEqualTo("address not allowed");
        assertThat(delivery.getString("attempts[0].status")).isNull();
    }

    @Test
    void deliveryOfADeadProcessIsTakenOverWhenItsLeaseEnds() {
        JsonPath subscription = subscribe(receiver);
        Announced alert = alerts.insert(Alert.aBan());
        alerts.sql("update alerts.subscription set enabled = false where id = ?", subscription.getString("id"));
        alerts.fanOut(alert);
        alerts.sql("""
                update alerts.queue set held = false, claim_id = gen_random_uuid(), due_at = now() + interval '4 seconds'
                where subscription_id = ?
                """, subscription.getString("id"));
        alerts.sql(
                "update alerts.delivery set state = 'pending' where subscription_id = ?", subscription.getString("id"));
        alerts.sql("update alerts.subscription set enabled = true where id = ?", subscription.getString("id"));
        await().during(Duration.ofMillis(1_200))
                .atMost(Duration.ofMillis(3_000))
                .until(() -> receiver.received().isEmpty());

        await().atMost(SOON).until(() -> receiver.received().size() == 1);

        awaitState(subscription, receiver.ids().get(0), "delivered");
    }

    @Test
    void pendingDeliveriesOfADeletedSubscriptionAreCancelledAndStayVisible() {
        receiver.doing(Receiver.answering(500));
        JsonPath subscription = subscribe(receiver);
        alerts.fanOut(alerts.insert(Alert.aBan()));
        await().atMost(SOON).until(() -> receiver.received().size() == 1);

        call().delete("/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(204);

        JsonPath delivery = awaitFirst(subscription, "cancelled");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(3))
                .until(() -> receiver.received().size() == 1);
        assertThat(delivery.getString("finishedAt")).isNotNull();
        call().get("/v1/subscriptions/" + subscription.getString("id")).then().statusCode(404);
    }

    @Test
    void testMessageTakesTheWayOfEveryAlert() {
        JsonPath subscription = subscribe(receiver);

        JsonPath accepted = call().post("/v1/subscriptions/" + subscription.getString("id") + "/test")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();

        awaitState(subscription, accepted.getString("messageId"), "delivered");
        Received request = receiver.received().get(0);
        assertThatCode(() -> request.verify(subscription.getString("secret"))).doesNotThrowAnyException();
        assertThat(request.id()).isEqualTo(accepted.getString("messageId"));
        assertThat(new JsonPath(request.body()).getString("type")).isEqualTo("subscription.test");
    }

    @Test
    void testMessageIsSentWhateverTypesWereChosen() {
        JsonPath subscription = subscribe(receiver);
        patch(subscription, Map.of("types", List.of("alert.retracted"))).statusCode(200);

        call().post("/v1/subscriptions/" + subscription.getString("id") + "/test")
                .then()
                .statusCode(202);

        awaitFirst(subscription, "delivered");
    }

    @Test
    void messageOfAHugeAlertStaysBelowTwentyKilobytes() {
        subscribe(receiver);
        String report = "{\"language\":\"zh-Hans\",\"evidence\":[{\"quote\":\"" + "矿".repeat(500) + "\"}]}";
        String body = "{\"reports\":["
                + String.join(",", IntStream.range(0, 60).mapToObj(i -> report).toList()) + "]}";

        alerts.fanOut(alerts.insert(Alert.aBan().withBody(body)));

        await().atMost(SOON).until(() -> receiver.received().size() == 1);
        assertThat(receiver.received().get(0).body().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(WebhookMessage.MAX_BYTES);
    }

    @Test
    void fanningOutTheSameVersionAgainAddsNothing() {
        subscribe(receiver);
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);

        int again = alerts.fanOut(alert);

        assertThat(again).isZero();
    }

    @Test
    void attemptsAndTheAgeOfTheQueueAreMeasured() {
        JsonPath subscription = subscribe(receiver);
        alerts.fanOut(alerts.insert(Alert.aBan()));
        awaitFirst(subscription, "delivered");

        String metrics = Rest.ofManagement()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics)
                .containsPattern("tocsin_delivery_attempts_total\\{content=\"envelope\",outcome=\"delivered\"} [1-9]")
                .contains("tocsin_delivery_oldest_due_seconds 0.");
    }

    static JsonPath subscribe(Receiver receiver) {
        return call().body(Map.of("url", receiver.url()))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse patch(JsonPath subscription, Map<String, Object> changes) {
        return call().body(changes)
                .patch("/v1/subscriptions/" + subscription.getString("id"))
                .then();
    }

    private static JsonPath awaitFirst(JsonPath subscription, String state) {
        return await().atMost(SOON)
                .until(() -> deliveries(subscription), d -> state.equals(d.getString("data[0].state")))
                .setRootPath("data[0]");
    }

    private static JsonPath awaitState(JsonPath subscription, String messageId, String state) {
        return await().atMost(SOON)
                .until(
                        () -> deliveries(subscription).setRootPath("data.find { it.messageId == '" + messageId + "' }"),
                        d -> state.equals(d.getString("state")));
    }

    private static JsonPath deliveries(JsonPath subscription) {
        return call().get("/v1/subscriptions/" + subscription.getString("id") + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification call() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
