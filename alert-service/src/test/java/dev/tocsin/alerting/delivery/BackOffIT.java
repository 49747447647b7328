package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often an endpoint that fails is asked, and that nothing is held for no reason. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class BackOffIT {

    @Inject
    Alerts alerts;

    @Inject
    Queue queue;

    private String subscription = "";

    @BeforeEach
    void one() {
        queue.empty();
        subscription = queue.subscription();
    }

    @Test
    void endpointThatNeverWorkedIsAskedOncePerStepHoweverMuchWaits() {
        ring(50);
        List<Integer> tries = new ArrayList<>();
        tries.add(fail());

        for (Duration pause : List.of(
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                Duration.ofMinutes(4),
                Duration.ofMinutes(2),
                Duration.ofMinutes(29),
                Duration.ofMinutes(2),
                Duration.ofHours(1))) {
            queue.pass(pause);
            tries.add(fail());
        }

        assertThat(tries).containsExactly(1, 0, 1, 0, 1, 0, 1, 0);
    }

    @Test
    void endpointThatHasWorkedIsAskedEveryMinuteAtLeast() {
        ring(1);
        queue.claim(1, 1, 1).forEach(claim -> queue.answer(claim, new Delivered(200)));
        ring(50);
        fail();
        List<Integer> tries = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            queue.pass(Duration.ofSeconds(61));
            tries.add(fail());
            tries.add(fail());
        }

        assertThat(tries).containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
    }

    @Test
    void oneSuccessEndsTheWaiting() {
        ring(50);
        fail();
        queue.pass(Duration.ofSeconds(6));

        queue.claim(1, 1, 1).forEach(claim -> queue.answer(claim, new Delivered(200)));

        assertThat(queue.claim(100, 100, 100)).hasSizeGreaterThan(40);
    }

    @Test
    void failuresOfTriesThatWereUnderWayTogetherAreOne() {
        ring(8);
        queue.answer(500);

        assertThat(alerts.query("select failures from alerts.failing_endpoint")).containsExactly("1");
    }

    @Test
    void replayAsksAtOnce() {
        queue.empty();
        // Made over the API: the dispatcher that is rung needs its key.
        String made = call().body(Map.of("url", "http://127.0.0.1:9999/"))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ring(1);
        String message = queue.answer(500).get(0).messageId();

        call().post("/v1/subscriptions/" + made + "/deliveries/" + message + "/replay")
                .then()
                .statusCode(202);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> alerts.query("select attempts from alerts.delivery"), List.of("2")::equals);
    }

    @Test
    void whatIsHeldOfAnEnabledSubscriptionFlowsAgain() {
        ring(3);
        alerts.sql("update alerts.queue set ready = false, held = true");
        alerts.sql("update alerts.delivery set state = 'held'");

        queue.sweep();
        queue.pass(Duration.ofSeconds(2));

        assertThat(queue.release()).isEqualTo(3);
    }

    @Test
    void whatIsHeldOfADeletedSubscriptionEndsAsCancelled() {
        ring(3);
        alerts.sql("update alerts.queue set ready = false, held = true");
        alerts.sql("update alerts.delivery set state = 'held'");
        alerts.sql("update alerts.subscription set enabled = false, deleted_at = now()");

        queue.sweep();
        queue.answer(200);

        assertThat(queue.states(subscription)).containsExactly("cancelled", "cancelled", "cancelled");
    }

    @Test
    void whatADisabledSubscriptionHoldsStaysHeld() {
        alerts.sql("update alerts.subscription set enabled = false");
        ring(3);

        queue.sweep();
        queue.pass(Duration.ofSeconds(2));

        assertThat(queue.release()).isZero();
        assertThat(queue.states(subscription)).containsOnly("held");
    }

    private static RequestSpecification call() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }

    private void ring(int alertsRaised) {
        for (int i = 0; i < alertsRaised; i++) {
            alerts.fanOut(alerts.insert(Alert.aBan()));
        }
    }

    /** Has what may be tried now fail; answers how many that were. */
    private int fail() {
        List<Claim> claimed = queue.claim(1, 1, 1);
        claimed.forEach(claim -> queue.answer(claim, AttemptOutcome.ofStatus(500, Duration.ZERO)));
        return claimed.size();
    }
}
