package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.lifecycle.Announced;
import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class QueueIT {

    @Inject
    Alerts alerts;

    @Inject
    Queue queue;

    @BeforeEach
    void empty() {
        queue.empty();
    }

    @Test
    void endpointWithManyDueLeavesTheOthersOfItsHostTheirShare() {
        String greedy = queue.subscription();
        IntStream.range(0, 100).forEach(i -> ring());
        List<String> others =
                IntStream.range(0, 20).mapToObj(i -> queue.subscription()).toList();
        ring();

        Map<String, Long> shares = queue.claim(64, 8, 512).stream()
                .collect(Collectors.groupingBy(Claim::subscriptionId, Collectors.counting()));

        assertThat(shares).hasSize(21).containsEntry(greedy, 8L);
        assertThat(shares.keySet()).containsAll(others);
    }

    @Test
    void hostWithManyEndpointsLeavesTheOthersTheirShare() {
        IntStream.range(0, 200).forEach(i -> queue.subscription());
        String lonely = queue.subscription();
        alerts.sql("update alerts.subscription set host = 'zzz' where id = ?", lonely);
        ring();

        List<Claim> claimed = queue.claim(64, 8, 512);

        assertThat(claimed).hasSize(65);
        assertThat(claimed).extracting(Claim::subscriptionId).contains(lonely);
    }

    @Test
    void endpointThatFailsIsTriedOneAtATime() {
        queue.subscription();
        ring();
        queue.answer(500);
        IntStream.range(0, 10).forEach(i -> ring());
        queue.pass(Duration.ofSeconds(6));

        assertThat(queue.claim(64, 8, 512)).hasSize(1);
    }

    @Test
    void messageOlderThanItsSubscriberWantsEndsAsExpiredWithoutATry() {
        String subscription = queue.subscription();
        alerts.sql("update alerts.subscription set expires_after_s = 600");
        ring();
        queue.answer(500);
        queue.pass(Duration.ofMinutes(11));

        queue.answer(200);

        assertThat(queue.states(subscription)).containsExactly("expired");
        assertThat(alerts.query("select number from alerts.attempt")).containsExactly("1");
    }

    @Test
    void replayOfAnExpiredMessageIsTriedAndExpiresAnew() {
        String subscription = queue.subscription();
        alerts.sql("update alerts.subscription set expires_after_s = 600");
        ring();
        queue.pass(Duration.ofMinutes(11));
        queue.answer(200);
        List<String> before = queue.states(subscription);

        call().body(Map.of("since", "2020-01-01T00:00:00Z", "state", "all"))
                .post("/v1/subscriptions/" + subscription + "/deliveries/replay")
                .then()
                .statusCode(202)
                .body("replayed", is(1));
        // Longer at its pace than it has: that does not count.
        queue.pass(Duration.ofMinutes(11));
        queue.release();
        queue.answer(500);
        List<String> retried = queue.states(subscription);
        queue.pass(Duration.ofMinutes(11));
        queue.answer(200);

        assertThat(before).containsExactly("expired");
        assertThat(retried).containsExactly("pending");
        assertThat(queue.states(subscription)).containsExactly("expired");
        assertThat(alerts.query("select number from alerts.attempt")).containsExactly("1");
    }

    @Test
    void retryThatWouldComeTooLateEndsWhenItsTimeIsUp() {
        queue.subscription();
        alerts.sql("update alerts.subscription set expires_after_s = 60");
        ring();
        queue.answer(500);
        queue.pass(Duration.ofSeconds(10));

        queue.answer(500);

        assertThat(alerts.query("select due_at <= d.created_at + interval '60 s' from alerts.queue q"
                        + " join alerts.delivery d on d.id = q.delivery_id"))
                .containsExactly("t");
    }

    @Test
    void claimOfADisabledSubscriptionIsHeldWithoutATry() {
        String subscription = queue.subscription();
        ring();
        alerts.sql("update alerts.subscription set enabled = false");

        queue.answer(200);

        assertThat(queue.states(subscription)).containsExactly("held");
        assertThat(alerts.query("select number from alerts.attempt")).isEmpty();
    }

    @Test
    void claimOfADeletedSubscriptionIsCancelledWithoutATry() {
        String subscription = queue.subscription();
        ring();
        alerts.sql("update alerts.subscription set deleted_at = now()");

        queue.answer(200);

        assertThat(queue.states(subscription)).containsExactly("cancelled");
        assertThat(alerts.query("select delivery_id from alerts.queue")).isEmpty();
    }

    @Test
    void manualReplayWhileAScheduledTryRunsLeavesItToThatTry() {
        String subscription = queue.subscription();
        ring();
        Claim scheduled = queue.claim(8, 8, 8).get(0);

        call().post("/v1/subscriptions/" + subscription + "/deliveries/" + scheduled.messageId() + "/replay")
                .then()
                .statusCode(202);

        assertThat(queue.claim(8, 8, 8)).isEmpty();
        queue.answer(scheduled, new Delivered(200));
        assertThat(queue.states(subscription)).containsExactly("delivered");
        assertThat(alerts.query("select number from alerts.attempt")).containsExactly("1");
    }

    @Test
    void manualReplayOfAWaitingMessageDoesNotUseUpItsSchedule() {
        // Made over the API: the dispatcher that is rung needs its key.
        String subscription = call().body(Map.of("url", "http://127.0.0.1:9999/"))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ring();
        String message = queue.answer(500).get(0).messageId();

        call().post("/v1/subscriptions/" + subscription + "/deliveries/" + message + "/replay")
                .then()
                .statusCode(202);

        // The replay rings for the dispatcher, which finds nobody at that port.
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> alerts.query("select tries || ' ' || attempts from alerts.delivery"),
                        List.of("1 2")::equals);
    }

    @Test
    void allThatFailedSinceATimeIsReplayedAtAPaceAndCounted() {
        String subscription = queue.subscription();
        IntStream.range(0, 3).forEach(i -> ring());
        queue.answer(new Refused("x"));
        ring();
        queue.pass(Duration.ofSeconds(6));
        queue.answer(200);

        call().body(Map.of("since", "2020-01-01T00:00:00Z"))
                .post("/v1/subscriptions/" + subscription + "/deliveries/replay")
                .then()
                .statusCode(202)
                .body("replayed", is(3))
                .body("more", is(false));

        assertThat(queue.states(subscription)).containsOnlyOnce("delivered").containsOnly("held", "delivered");
        assertThat(queue.release()).isEqualTo(3);
        queue.answer(200);
        assertThat(queue.states(subscription)).containsOnly("delivered");
    }

    @Test
    void replayOfMoreThanOneCallTakesGoesOnBehindWhatWasRedelivered() {
        String subscription = queue.subscription();
        alerts.sql("""
                insert into alerts.delivery
                    (id, subscription_id, type, body, state, attempts, tries, created_at, finished_at)
                select 'msg_' || lpad(n::text, 26, '0'), ?, 'subscription.test', '{}', 'delivered', 1, 1,
                       now() - interval '1 day', now()
                from generate_series(1, 10003) n
                """, subscription);
        String path = "/v1/subscriptions/" + subscription + "/deliveries/replay";

        String next = call().body(Map.of("since", "2020-01-01T00:00:00Z", "state", "all"))
                .post(path)
                .then()
                .statusCode(202)
                .body("replayed", is(10_000))
                .body("more", is(true))
                .extract()
                .path("nextCursor");
        alerts.sql("delete from alerts.queue");
        alerts.sql("update alerts.delivery set state = 'delivered', finished_at = now()");

        call().body(Map.of("cursor", next, "state", "all"))
                .post(path)
                .then()
                .statusCode(202)
                .body("replayed", is(3))
                .body("more", is(false))
                .body("nextCursor", nullValue());
        call().body(Map.of("cursor", "?")).post(path).then().statusCode(400).body("detail", startsWith("cursor:"));
    }

    @Test
    void replayThatCannotBeReadSaysWhatIsMissing() {
        String subscription = queue.subscription();

        call().body("{}")
                .post("/v1/subscriptions/" + subscription + "/deliveries/replay")
                .then()
                .statusCode(400)
                .body("detail", startsWith("since:"));
        call().body(Map.of("since", "2020-01-01T00:00:00Z", "state", "held"))
                .post("/v1/subscriptions/" + subscription + "/deliveries/replay")
                .then()
                .statusCode(400)
                .body("detail", is("state: failed or all"));
    }

    @Test
    void whatIsHeldCanBeDiscardedAndStaysVisible() {
        String subscription = queue.subscription();
        alerts.sql("update alerts.subscription set enabled = false");
        ring();
        ring();

        call().delete("/v1/subscriptions/" + subscription + "/deliveries?state=held")
                .then()
                .statusCode(200)
                .body("discarded", is(2));

        call().get("/v1/subscriptions/" + subscription + "/deliveries?state=cancelled")
                .then()
                .statusCode(200)
                .body("data.size()", is(2));
        assertThat(alerts.query("select delivery_id from alerts.queue")).isEmpty();
    }

    @Test
    void whatEndedLongAgoIsPrunedAndWhoWasToldIsStillToldWhatBecomesOfIt() {
        String subscription = queue.subscription();
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);
        queue.answer(200);
        queue.pass(Duration.ofDays(91));
        ring();

        int pruned = queue.prune();
        alerts.fanOut(alerts.change(alert, "alert.updated", "lifted"));

        assertThat(pruned).isEqualTo(1);
        assertThat(alerts.query("select number from alerts.attempt")).isEmpty();
        assertThat(alerts.query(
                        "select type from alerts.delivery where alert_id = ? and subscription_id = ?",
                        alert.alertId(),
                        subscription))
                .containsExactly("alert.updated");
    }

    @Test
    void messageHeldForLongerThanHistoryIsKeptEndsVisiblyAndIsPrunedLater() {
        String subscription = queue.subscription();
        alerts.sql("update alerts.subscription set enabled = false");
        ring();
        queue.pass(Duration.ofDays(91));
        ring();

        int ended = queue.endHeld();

        assertThat(ended).isEqualTo(1);
        assertThat(queue.prune()).isZero();
        assertThat(queue.states(subscription)).containsExactly("expired", "held");
        queue.pass(Duration.ofDays(91));
        assertThat(queue.prune()).isEqualTo(1);
    }

    @Test
    void claimWhoseDeliveryIsGoneLeavesTheQueue() {
        queue.subscription();
        ring();
        alerts.sql("delete from alerts.delivery");
        List<Claim> claimed = queue.claim(8, 8, 8);

        queue.pass(Duration.ofMinutes(2));

        assertThat(claimed).isEmpty();
        assertThat(alerts.query("select delivery_id from alerts.queue")).isEmpty();
    }

    @Test
    void messageThatIsNotFinishedIsNotPruned() {
        queue.subscription();
        ring();
        queue.pass(Duration.ofDays(91));

        assertThat(queue.prune()).isZero();
    }

    private void ring() {
        alerts.fanOut(alerts.insert(Alert.aBan()));
    }

    private static RequestSpecification call() {
        return given().header("X-API-Key", BackingResource.API_KEY).contentType("application/json");
    }
}
