package dev.tocsin.alerting.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded for claims. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class DeliveryRingIT {

    @Inject
    Alerts alerts;

    @Inject
    Queue queue;

    @Inject
    RingRepository rings;

    @BeforeEach
    void empty() {
        queue.empty();
    }

    @Test
    void batchWithMoreAlertsThanAreKeptLosesNoMessage() {
        subscribe();
        ring();
        List<Claim> kept = claim();
        load(kept);
        IntStream.range(0, RingRepository.MOST_MESSAGES + 10).forEach(i -> ring());
        List<Claim> batch = new ArrayList<>(claim());
        batch.addAll(kept);

        RingRepository.Loaded loaded = load(batch);

        assertThat(loaded.rings()).hasSize(RingRepository.MOST_MESSAGES + 11);
        assertThat(loaded.unsendable()).isEmpty();
        assertThat(loaded.later()).isEmpty();
    }

    @Test
    void messageToAnEndpointWhoseKeyCannotBeReadWaitsAndCostsNoTry() {
        String subscription = subscribe();
        alerts.sql(
                "update alerts.subscription set secrets = '\\x00', version = version + 1 where id = ?", subscription);
        ring();

        RingRepository.Loaded loaded = load(claim());

        assertThat(loaded.rings()).isEmpty();
        assertThat(loaded.unsendable()).isEmpty();
        assertThat(loaded.later()).singleElement().satisfies(later -> {
            assertThat(later.next().state()).isEqualTo("pending");
            assertThat(later.tries()).isZero();
            assertThat(later.attempt()).isNull();
        });
    }

    private RingRepository.Loaded load(List<Claim> claims) {
        return rings.load(claims).await().atMost(Duration.ofSeconds(30));
    }

    private List<Claim> claim() {
        return queue.claim(10_000, 10_000, 10_000);
    }

    private void ring() {
        alerts.fanOut(alerts.insert(Alert.aBan()));
    }

    private static String subscribe() {
        return given().header("X-API-Key", BackingResource.API_KEY)
                .contentType("application/json")
                .body(Map.of("url", "http://127.0.0.1:9999/"))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
