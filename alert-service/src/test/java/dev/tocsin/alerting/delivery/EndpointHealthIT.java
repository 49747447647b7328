package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.lifecycle.Announced;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.AttemptOutcome.Gone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that fails for days, in no time: what is stored is made older instead. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class EndpointHealthIT {

    @Inject
    Alerts alerts;

    @Inject
    Queue queue;

    @Inject
    DataSource database;

    private String broken = "";
    private String owner = "";

    @BeforeEach
    void twoEndpointsOfOneAccount() {
        queue.empty();
        broken = queue.subscription();
        owner = queue.subscription();
        alerts.sql(
                "update alerts.subscription set types = '{endpoint.failing,endpoint.disabled,endpoint.recovered,"
                        + "delivery.failed}' where id = ?",
                owner);
    }

    @Test
    void endpointThatFailsFor120HoursIsDisabledAfterTwoWarnings() {
        ring();
        queue.answer(500);
        failAfter(31);
        failAfter(30);
        List<String> before = notices();
        failAfter(60);

        assertThat(before).containsExactly("endpoint.failing", "endpoint.failing");
        assertThat(notices()).containsExactly("endpoint.failing", "endpoint.failing", "endpoint.disabled");
        assertThat(alerts.query("select enabled || ' ' || state_reason from alerts.subscription where id = ?", broken))
                .containsExactly("false failed for 120 h without one success");
        assertThat(queue.states(broken)).doesNotContain("pending").contains("held");
    }

    @Test
    void failureLongAgoDoesNotDisableWithoutTwoWarnings() {
        ring();
        queue.answer(500);
        failAfter(500);
        failAfter(1);
        List<String> first = notices();
        failAfter(31);
        List<String> second = notices();
        failAfter(31);

        assertThat(first).containsExactly("endpoint.failing");
        assertThat(second).containsExactly("endpoint.failing", "endpoint.failing");
        assertThat(notices()).containsExactly("endpoint.failing", "endpoint.failing", "endpoint.disabled");
    }

    @Test
    void endpointThatWasChangedInFlightIsDisabledByItsNextFailure() {
        ring();
        queue.answer(500);
        failAfter(31);
        failAfter(31);
        ring();
        queue.pass(Duration.ofHours(60));
        Claim last = queue.claim(100, 100, 100).stream()
                .filter(claim -> claim.subscriptionId().equals(broken))
                .findFirst()
                .orElseThrow();
        alerts.sql("update alerts.subscription set version = version + 1 where id = ?", broken);

        queue.answer(last, AttemptOutcome.ofStatus(500, Duration.ZERO));
        List<String> before = alerts.query("select enabled from alerts.subscription where id = ?", broken);
        failAfter(3);

        assertThat(before).containsExactly("t");
        assertThat(alerts.query("select enabled from alerts.subscription where id = ?", broken))
                .containsExactly("f");
    }

    @Test
    void ownerWhoEnablesWhileTheLastFailureIsWrittenDoesNotDeadlock() throws Exception {
        ring();
        queue.answer(500);
        failAfter(31);
        failAfter(31);
        ring();
        queue.pass(Duration.ofHours(60));
        Claim last = queue.claim(100, 100, 100).stream()
                .filter(claim -> claim.subscriptionId().equals(broken))
                .findFirst()
                .orElseThrow();
        CompletableFuture<Void> settled;
        try (Connection patch = database.getConnection();
                Statement statement = patch.createStatement()) {
            patch.setAutoCommit(false);
            statement.execute("select from alerts.subscription where id = '" + broken + "' for update");
            settled = CompletableFuture.runAsync(
                    () -> queue.answer(last, AttemptOutcome.ofStatus(500, Duration.ZERO)),
                    task -> new Thread(task).start());
            await().until(
                            () -> alerts.query("select count(*) from pg_locks where not granted"),
                            waiting -> !waiting.equals(List.of("0")));
            statement.execute("delete from alerts.failing_endpoint where subscription_id = '" + broken + "'");
            patch.commit();
        }

        settled.get(20, TimeUnit.SECONDS);
        assertThat(alerts.query("select enabled from alerts.subscription where id = ?", broken))
                .containsExactly("t");
    }

    @Test
    void messageThatCannotBeMadeDoesNotCountAgainstItsEndpoint() {
        ring();

        queue.claim(1, 1, 1).forEach(queue::refuse);

        assertThat(notices()).containsExactly("delivery.failed");
        assertThat(alerts.query("select subscription_id from alerts.failing_endpoint"))
                .isEmpty();
    }

    @Test
    void successAfterAWarningIsToldAndBeginsAnew() {
        ring();
        queue.answer(500);
        failAfter(31);
        ring();
        queue.pass(Duration.ofHours(11));

        queue.claim(100, 100, 100).stream()
                .filter(claim -> claim.subscriptionId().equals(broken))
                .forEach(claim -> queue.answer(claim, new AttemptOutcome.Delivered(200)));

        assertThat(notices()).containsExactly("endpoint.failing", "endpoint.recovered");
        assertThat(alerts.query("select subscription_id from alerts.failing_endpoint"))
                .isEmpty();
    }

    @Test
    void flappingEndpointIsNeverDisabledAndGetsEverything() {
        for (int day = 0; day < 12; day++) {
            ring();
            queue.answer(day % 2 == 0 ? 500 : 200);
            queue.pass(Duration.ofHours(24));
            queue.answer(200);
        }

        assertThat(alerts.query("select enabled from alerts.subscription where id = ?", broken))
                .containsExactly("t");
        assertThat(queue.states(broken)).hasSize(12).containsOnly("delivered");
        assertThat(notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {410, 503})
    void endpointThatWantsNoMoreIsDisabledAtOnceAndItsMessagesAreHeld(int status) {
        ring();
        ring();
        Claim first = queue.claim(1, 1, 1).get(0);

        queue.answer(first, new Gone(status));
        ring();

        assertThat(queue.states(broken)).containsExactly("held", "held", "held");
        assertThat(notices()).containsExactly("endpoint.disabled");
    }

    @Test
    void goneFromAFormerUrlDisablesNothingAndIsTriedAtTheNewOne() {
        ring();
        Claim first = queue.claim(1, 1, 1).get(0);
        alerts.sql("update alerts.subscription set version = version + 1 where id = ?", broken);

        queue.answer(first, new Gone(410));
        queue.pass(Duration.ofSeconds(1));

        assertThat(queue.claim(1, 1, 1)).extracting(Claim::version).containsExactly(2);
    }

    @Test
    void messageThatTheReceiverDoesNotWantIsGivenUpVisiblyAndTold() {
        ring();

        queue.answer(new AttemptOutcome.Aborted(400));

        assertThat(queue.states(broken)).containsExactly("failed");
        assertThat(notices()).containsExactly("delivery.failed");
        assertThat(alerts.query("select subscription_id from alerts.failing_endpoint"))
                .isEmpty();
    }

    @Test
    void whatCannotBeDeliveredOfNoticesIsNotTold() {
        alerts.sql("update alerts.subscription set types = types || '{delivery.failed}'");
        ring();
        queue.answer(new AttemptOutcome.Aborted(400));

        queue.answer(new AttemptOutcome.Aborted(400));

        assertThat(alerts.query("select type from alerts.delivery where type = 'delivery.failed'"))
                .hasSize(1);
    }

    @Test
    void whatWasHeldFlowsAgainInOrderAtItsPaceWhenItIsEnabled() {
        alerts.sql("update alerts.subscription set enabled = false where id = ?", broken);
        List<String> made = new ArrayList<>();
        IntStream.range(0, 120).forEach(i -> ring());
        alerts.sql(
                "update alerts.queue q set due_at = now() - n * interval '1 minute' from (select delivery_id,"
                        + " row_number() over (order by delivery_id) as n from alerts.queue) o where o.delivery_id = q.delivery_id");
        made.addAll(alerts.query("select delivery_id from alerts.queue order by due_at"));
        given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body("{\"enabled\": true}")
                .patch("/v1/subscriptions/" + broken)
                .then()
                .statusCode(200);

        List<Integer> paces = new ArrayList<>();
        List<String> arrived = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            paces.add(queue.release());
            queue.release();
            for (List<Claim> next = queue.claim(1, 1, 1); !next.isEmpty(); next = queue.claim(1, 1, 1)) {
                arrived.add(next.get(0).messageId());
                queue.answer(next.get(0), new AttemptOutcome.Delivered(200));
            }
            queue.pass(Duration.ofSeconds(1));
        }

        assertThat(paces).containsExactly(50, 50, 20, 0);
        assertThat(arrived).isEqualTo(made);
        assertThat(queue.states(broken)).containsOnly("delivered");
    }

    private void ring() {
        alerts.fanOut(alerts.insert(Alert.aBan()));
    }

    private void failAfter(int hours) {
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);
        queue.pass(Duration.ofHours(hours));
        queue.claim(100, 100, 100).stream()
                .filter(claim -> claim.subscriptionId().equals(broken))
                .limit(1)
                .forEach(claim -> queue.answer(claim, AttemptOutcome.ofStatus(500, Duration.ZERO)));
        // The others' leases end.
        queue.pass(Duration.ofMinutes(2));
    }

    private List<String> notices() {
        return alerts.query(
                "select type from alerts.delivery where subscription_id = ? order by created_at, type", owner);
    }
}
