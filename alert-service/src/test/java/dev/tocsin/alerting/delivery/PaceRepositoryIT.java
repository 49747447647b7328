package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.PaceRepository.Grant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class PaceRepositoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    PaceRepository pace;

    @ParameterizedTest
    @CsvSource({"1, 1, 60000", "30, 1, 2000", "60, 1, 1000", "120, 2, 504", "600, 10, 101"})
    void secondsWorthMayGoAtOnceAndTheRestInEvenGaps(int perMinute, int burst, long gapMillis) throws Exception {
        String subscription = subscription("max_per_minute = " + perMinute);

        Grant first = grant(subscription, 50);

        assertThat(first.tries()).isEqualTo(burst);
        assertThat(first.gap().toMillis()).isBetween(gapMillis, gapMillis + 1);
        assertThat(first.pauseOf(0)).isBetween(first.gap().minusMillis(1), first.gap());
        assertThat(first.pauseOf(2)).isEqualTo(first.pause().plus(first.gap().multipliedBy(2)));
    }

    @Test
    void noMinuteSeesMoreThanTheRateHoweverManyAsk() throws Exception {
        String subscription = subscription("allowed_rate = 600");
        long start = System.nanoTime();

        int granted = Multi.createBy()
                .merging()
                .withConcurrency(8)
                .streams(IntStream.range(0, 8)
                        .mapToObj(asker -> Multi.createFrom()
                                .range(0, 40)
                                .onItem()
                                .transformToUniAndConcatenate(round -> pace.grant(Map.of(subscription, 3))))
                        .toList())
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE)
                .stream()
                .flatMap(answer -> answer.values().stream())
                .mapToInt(Grant::tries)
                .sum();

        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(granted).isBetween(10, 10 + (int) (seconds * 591 / 60) + 1);
    }

    @Test
    void whatWasNotUsedDoesNotAddUpToMoreThanASecondsWorth() throws Exception {
        String subscription = subscription("allowed_rate = 600");
        grant(subscription, 10);
        sql("update alerts.pace set next_at = now() - interval '1 hour'");

        assertThat(grant(subscription, 100).tries()).isEqualTo(10);
    }

    @Test
    void lesserOfWhatIsAllowedAndWantedCounts() throws Exception {
        String subscription = subscription("allowed_rate = 600, max_per_minute = 6");

        assertThat(grant(subscription, 10).gap()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoHasNoLimitIsNotAnsweredFor() throws Exception {
        String subscription = subscription("max_per_minute = null");

        assertThat(pace.grant(Map.of(subscription, 5)).await().atMost(PATIENCE)).isEmpty();
    }

    private Grant grant(String subscription, int tries) {
        return Objects.requireNonNull(
                pace.grant(Map.of(subscription, tries)).await().atMost(PATIENCE).get(subscription));
    }

    private String subscription(String rate) throws Exception {
        String id = Rest.asOperator()
                .body("{\"url\":\"http://127.0.0.1:9999/\"}")
                .post("/v1/subscriptions")
                .jsonPath()
                .getString("id");
        sql("update alerts.subscription set " + rate + " where id = '" + id + "'");
        return id;
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = Rows.database()) {
            Rows.execute(connection, statement);
        }
    }
}
