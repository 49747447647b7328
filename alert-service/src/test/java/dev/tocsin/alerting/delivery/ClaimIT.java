package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.alert.AlertRaised;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.delivery.Delivery.Delivered;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class ClaimIT {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Alerts alerts;

    @Inject
    ClaimRepository claims;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String database = "";

    private final Ids ids = new Ids();

    @BeforeEach
    void emptyTheQueue() {
        alerts.sql("delete from alerts.attempt");
        alerts.sql("delete from alerts.delivery");
        alerts.sql("delete from alerts.subscription");
    }

    @Test
    void twoProcessesNeverClaimTheSameDelivery() {
        IntStream.range(0, 5).forEach(i -> subscription("{}"));
        alerts.fanOut(IntStream.range(0, 100)
                .mapToObj(i -> alerts.insert(Alert.aBan()))
                .toArray(AlertRaised[]::new));
        Pool one = pool();
        Pool other = pool();

        List<List<Claim>> rounds = Multi.createBy()
                .merging()
                .withConcurrency(16)
                .streams(IntStream.range(0, 16)
                        .mapToObj(i -> Multi.createFrom()
                                .range(0, 20)
                                .onItem()
                                .transformToUniAndConcatenate(round -> new ClaimRepository(i % 2 == 0 ? one : other)
                                        .claim("", Map.of(), 10, 7, LEASE)))
                        .toList())
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        List<String> claimed =
                rounds.stream().flatMap(List::stream).map(Claim::messageId).toList();
        assertThat(claimed).hasSize(500).doesNotHaveDuplicates();
        one.closeAndAwait();
        other.closeAndAwait();
    }

    @Test
    void everySubscriptionGetsItsShareOfAClaim() {
        List<String> subscriptions =
                IntStream.range(0, 4).mapToObj(i -> subscription("{}")).toList();
        alerts.fanOut(IntStream.range(0, 50)
                .mapToObj(i -> alerts.insert(Alert.aBan()))
                .toArray(AlertRaised[]::new));

        List<Claim> claimed = claim("", Map.of(subscriptions.get(0), 3, subscriptions.get(1), 8), 5, 100);

        Map<String, Long> shares =
                claimed.stream().collect(Collectors.groupingBy(Claim::subscriptionId, Collectors.counting()));
        assertThat(shares)
                .isEqualTo(Map.of(subscriptions.get(0), 2L, subscriptions.get(2), 5L, subscriptions.get(3), 5L));
    }

    @Test
    void claimBeginsBehindTheSubscriptionThatWasServedLast() {
        List<String> subscriptions =
                IntStream.range(0, 3).mapToObj(i -> subscription("{}")).sorted().toList();
        alerts.fanOut(alerts.insert(Alert.aBan()));

        List<Claim> claimed = claim(subscriptions.get(0), Map.of(), 5, 1);

        assertThat(claimed).extracting(Claim::subscriptionId).containsExactly(subscriptions.get(1));
    }

    @Test
    void claimedDeliveryIsNobodyElsesUntilItsLeaseEnds() {
        subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        claim("", Map.of(), 5, 10);

        assertThat(claim("", Map.of(), 5, 10)).isEmpty();

        endLeases();
        assertThat(claim("", Map.of(), 5, 10)).hasSize(1);
    }

    @Test
    void lateOutcomeOfAZombieChangesNothing() {
        subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim zombies = claim("", Map.of(), 5, 10).get(0);
        endLeases();
        Claim heirs = claim("", Map.of(), 5, 10).get(0);
        settle(heirs, 200, new Delivered());

        Set<String> ours = settle(zombies, 500, new Pending(1, Duration.ZERO));

        assertThat(ours).isEmpty();
        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("delivered");
        assertThat(alerts.query("select status_code from alerts.attempt")).containsExactly("200");
    }

    @Test
    void failedTryIsDueAgainAfterItsPauseByTheDatabasesClock() {
        subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim claim = claim("", Map.of(), 5, 10).get(0);

        settle(claim, 500, new Pending(1, Duration.ofSeconds(90)));

        assertThat(
                        alerts.query(
                                "select next_attempt_at - now() between interval '80 s' and interval '90 s' from alerts.delivery"))
                .containsExactly("t");
        assertThat(claim("", Map.of(), 5, 10)).isEmpty();
    }

    @Test
    void tryThatSucceedsAfterTheSubscriptionWasDeletedSaysSo() {
        String subscription = subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim claim = claim("", Map.of(), 5, 10).get(0);
        alerts.sql("update alerts.delivery set state = 'cancelled' where subscription_id = ?", subscription);

        settle(claim, 200, new Delivered());

        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("delivered");
    }

    @Test
    void tryThatFailsAfterTheSubscriptionWasDeletedStaysCancelled() {
        String subscription = subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim claim = claim("", Map.of(), 5, 10).get(0);
        alerts.sql("update alerts.delivery set state = 'cancelled' where subscription_id = ?", subscription);

        settle(claim, 500, new Pending(1, Duration.ZERO));

        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("cancelled");
    }

    @Test
    void messageIdIsTheSameWhoeverFansTheAlertOut() {
        String subscription = subscription("{}");
        AlertRaised alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);
        List<String> first = alerts.query("select id from alerts.delivery");
        alerts.sql("delete from alerts.delivery");

        alerts.fanOut(alert);

        assertThat(alerts.query("select id from alerts.delivery where subscription_id = ?", subscription))
                .isEqualTo(first);
        assertThat(first).allMatch(id -> Ids.isId("msg", id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "categories      | mining_ban            | 1",
                "categories      | relocation,mining_ban | 1",
                "categories      | nft_launch            | 0",
                "statuses        | in_force              | 1",
                "statuses        | rumoured              | 0",
                "jurisdictions   | US                    | 1",
                "jurisdictions   | US-FL                 | 1",
                "jurisdictions   | CN,US                 | 1",
                "jurisdictions   | US-TX                 | 0",
                "jurisdictions   | CN                    | 0",
                "actor_keys      | us-fl-psc             | 1",
                "actor_keys      | florida psc           | 1",
                "actor_keys      | florida               | 0",
                "languages       | en                    | 1",
                "languages       | zh                    | 1",
                "languages       | zh-Hans               | 1",
                "languages       | zh-Hant               | 0",
            })
    void filterWants(String column, String values, int expected) {
        String subscription = subscription("{}");
        alerts.sql(
                "update alerts.subscription set " + column + " = string_to_array(?, ',') where id = ?",
                values,
                subscription);

        int made = alerts.fanOut(alerts.insert(Alert.aBan()));

        assertThat(made).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.9, 1", "0.91, 0"})
    void confidenceIsALowerBound(double least, int expected) {
        subscription("{}");
        alerts.sql("update alerts.subscription set min_confidence = ?", least);

        assertThat(alerts.fanOut(alerts.insert(Alert.aBan()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"enabled = false", "deleted_at = now()"})
    void disabledOrDeletedSubscriptionGetsNothing(String change) {
        subscription("{}");
        alerts.sql("update alerts.subscription set " + change);

        assertThat(alerts.fanOut(alerts.insert(Alert.aBan()))).isZero();
    }

    private String subscription(String all) {
        String id = ids.next("sub");
        alerts.sql("""
                insert into alerts.subscription values (?, ?, 'n', 'http://127.0.0.1:9/', decode(repeat('00', 32), 'hex'), ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], 0, true, null, 1, now(), now(), null)
                """, id, Caller.OPERATOR_ACCOUNT, all, all, all, all, all, all);
        return id;
    }

    private List<Claim> claim(String after, Map<String, Integer> underWay, int perSubscription, int limit) {
        return new ArrayList<>(claims.claim(after, underWay, perSubscription, limit, LEASE)
                .await()
                .atMost(PATIENCE));
    }

    private Set<String> settle(Claim claim, int status, Delivery next) {
        Attempt attempt =
                new Attempt(Instant.now(), Duration.ofMillis(5), AttemptOutcome.ofStatus(status, Duration.ZERO), "");
        return claims.settle(List.of(new Settlement(ids.next("att"), claim, attempt, next)))
                .await()
                .atMost(PATIENCE);
    }

    private void endLeases() {
        alerts.sql("update alerts.delivery set lease_until = now() - interval '1 second'");
    }

    private Pool pool() {
        String uri = database.substring(database.indexOf("postgresql:"));
        PgConnectOptions options =
                PgConnectOptions.fromUri(uri).setUser("tocsin").setPassword("tocsin");
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(8))
                .build());
    }
}
