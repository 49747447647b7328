package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.lifecycle.Announced;
import dev.tocsin.alerting.webhook.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that are changed while their messages wait or are under way, and neighbours that hang. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class EditInFlightIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Alerts alerts;

    @Inject
    Queue queue;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        queue.empty();
    }

    @Test
    void nextTryGoesToTheNewUrlUnderTheSameId() {
        receiver.doing(Receiver.answering(500));
        try (Receiver moved = new Receiver()) {
            String subscription = DeliveryIT.subscribe(receiver).getString("id");
            alerts.fanOut(alerts.insert(Alert.aBan()));
            await().atMost(SOON).until(() -> receiver.received().size() == 1);

            patch(subscription, Map.of("url", moved.url()));

            await().atMost(SOON).until(() -> moved.received().size() == 1);
            assertThat(moved.ids()).isEqualTo(receiver.ids());
            await().atMost(SOON).until(() -> queue.states(subscription), List.of("delivered")::equals);
        }
    }

    @Test
    void whatWaitsWhenItIsDisabledIsHeldAndArrivesOnceItIsEnabled() {
        receiver.doing((exchange, before) -> exchange.sendResponseHeaders(before == 0 ? 500 : 200, -1));
        String subscription = DeliveryIT.subscribe(receiver).getString("id");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        await().atMost(SOON).until(() -> receiver.received().size() == 1);

        patch(subscription, Map.of("enabled", false));

        await().atMost(SOON).until(() -> queue.states(subscription), List.of("held")::equals);
        patch(subscription, Map.of("enabled", true));
        await().atMost(SOON).until(() -> queue.states(subscription), List.of("delivered")::equals);
        assertThat(receiver.ids()).hasSize(2);
    }

    @Test
    void endpointsThatHangDoNotStopHealthyOnesOfTheirHost() {
        try (Receiver hung = new Receiver()) {
            hung.doing(hung.hanging());
            IntStream.range(0, 12).forEach(i -> DeliveryIT.subscribe(hung));
            JsonPath healthy = DeliveryIT.subscribe(receiver);
            Announced[] many = IntStream.range(0, 60)
                    .mapToObj(i -> alerts.insert(Alert.aBan()))
                    .toArray(Announced[]::new);

            alerts.fanOut(many);

            // They have 720 to take, sixteen at once and three seconds each: first come, first served, it would take
            // minutes.
            await().atMost(SOON).until(() -> receiver.received().size() == 60);
            await().atMost(SOON)
                    .until(() -> queue.states(healthy.getString("id")).stream().allMatch("delivered"::equals));
        }
    }

    private static void patch(String subscription, Map<String, Object> changes) {
        call().body(changes).patch("/v1/subscriptions/" + subscription).then().statusCode(200);
    }

    private static RequestSpecification call() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
