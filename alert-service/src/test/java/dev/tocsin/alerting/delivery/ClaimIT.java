package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.Alerts.Alert;
import dev.tocsin.alerting.delivery.ClaimRepository.From;
import dev.tocsin.alerting.delivery.Delivery.Delivered;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.lifecycle.Announced;
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
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class ClaimIT {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String ALL_TYPES =
            "{alert.raised,alert.corroborated,alert.updated,alert.merged,alert.retracted}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Alerts alerts;

    @Inject
    ClaimRepository claims;

    @Inject
    SettlementRepository settlements;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String database = "";

    private final Ids ids = new Ids();

    @BeforeEach
    void emptyTheQueue() {
        alerts.sql("delete from alerts.attempt");
        alerts.sql("delete from alerts.queue");
        alerts.sql("delete from alerts.told");
        alerts.sql("delete from alerts.failing_endpoint");
        alerts.sql("delete from alerts.release");
        alerts.sql("delete from alerts.delivery");
        alerts.sql("delete from alerts.subscription");
    }

    @Test
    void twoProcessesNeverClaimTheSameDelivery() {
        IntStream.range(0, 5).forEach(i -> subscription("{}"));
        alerts.fanOut(IntStream.range(0, 100)
                .mapToObj(i -> alerts.insert(Alert.aBan()))
                .toArray(Announced[]::new));
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
                                        .claim(From.START, 500, 10, 7, LEASE)))
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
                .toArray(Announced[]::new));

        List<Claim> claimed = claim(
                new From("", Map.of(), Map.of(), Map.of(subscriptions.get(0), 3, subscriptions.get(1), 8)), 5, 100);

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

        List<Claim> claimed = claim(new From("", Map.of("?", subscriptions.get(0)), Map.of(), Map.of()), 5, 1);

        assertThat(claimed).extracting(Claim::subscriptionId).containsExactly(subscriptions.get(1));
    }

    @Test
    void claimedDeliveryIsNobodyElsesUntilItsLeaseEnds() {
        subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        claim(From.START, 5, 10);

        assertThat(claim(From.START, 5, 10)).isEmpty();

        endLeases();
        assertThat(claim(From.START, 5, 10)).hasSize(1);
    }

    @Test
    void lateOutcomeOfAZombieChangesNothing() {
        subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim zombies = claim(From.START, 5, 10).get(0);
        endLeases();
        Claim heirs = claim(From.START, 5, 10).get(0);
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
        Claim claim = claim(From.START, 5, 10).get(0);

        settle(claim, 500, new Pending(1, Duration.ofSeconds(90)));

        assertThat(alerts.query("select due_at - now() between interval '80 s' and interval '90 s' from alerts.queue"))
                .containsExactly("t");
        assertThat(claim(From.START, 5, 10)).isEmpty();
    }

    @Test
    void tryThatSucceedsAfterTheSubscriptionWasDeletedSaysSo() {
        String subscription = subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim claim = claim(From.START, 5, 10).get(0);
        alerts.sql("update alerts.subscription set deleted_at = now() where id = ?", subscription);

        settle(claim, 200, new Delivered());

        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("delivered");
    }

    @Test
    void tryThatFailsAfterTheSubscriptionWasDeletedIsTheLast() {
        String subscription = subscription("{}");
        alerts.fanOut(alerts.insert(Alert.aBan()));
        Claim claim = claim(From.START, 5, 10).get(0);
        alerts.sql("update alerts.subscription set deleted_at = now() where id = ?", subscription);

        settle(claim, 500, new Pending(1, Duration.ZERO));

        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("cancelled");
    }

    @Test
    void messageIdIsTheSameWhoeverFansTheAlertOut() {
        String subscription = subscription("{}");
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);
        List<String> first = alerts.query("select id from alerts.delivery");
        alerts.sql("delete from alerts.delivery");
        alerts.sql("delete from alerts.queue");

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
                "types           | alert.raised          | 1",
                "types           | alert.updated         | 0",
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

    @Test
    void corroborationReachesOnlyThoseWhoAskedForIt() {
        subscription("{}");
        String asked = subscription("{}");
        alerts.sql("update alerts.subscription set types = '{alert.raised,alert.corroborated}' where id = ?", asked);
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);

        alerts.fanOut(alerts.change(alert, "alert.corroborated", "in_force"));

        assertThat(made(2)).containsExactly(asked + " alert.corroborated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert.corroborated", "alert.updated", "alert.amended", "alert.raised"})
    void firstVersionThatFitsIsRaisedToWhoeverWasNotTold(String type) {
        String subscription = subscription("{}");
        alerts.sql("update alerts.subscription set statuses = '{in_force}'");
        Announced alert = alerts.change(alerts.insert(Alert.aBan()), type, "in_force");

        int made = alerts.fanOut(alert);
        int again = alerts.fanOut(alert);

        assertThat(made).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(made(2)).containsExactly(subscription + " alert.raised");
        assertThat(alerts.query("select id = alerts.message_id(subscription_id, alert_id, 2, 'alert.raised')"
                        + " from alerts.delivery"))
                .containsExactly("t");
        assertThat(claim(From.START, 1, 1)).extracting(Claim::type).containsExactly("alert.raised");
    }

    @Test
    void whoeverWasToldHearsOfFurtherVersionsByTheirOwnTypes() {
        subscription("{}");
        Announced alert = alerts.insert(Alert.aBan());
        alerts.fanOut(alert);
        Announced amended = alerts.change(alert, "alert.amended", "in_force");
        int ofAmended = alerts.fanOut(amended);

        alerts.fanOut(alerts.change(amended, "alert.updated", "lifted"));

        assertThat(ofAmended).isZero();
        assertThat(alerts.query("select alert_version || ' ' || type from alerts.delivery order by alert_version"))
                .containsExactly("1 alert.raised", "3 alert.updated");
    }

    @ParameterizedTest
    @CsvSource({"merged, alert.merged", "retracted, alert.retracted", "retracted, alert.raised"})
    void nobodyHearsFirstOfWhatDoesNotStand(String state, String type) {
        String all = subscription("{}");
        alerts.sql("update alerts.subscription set types = cast(? as text[]) where id = ?", ALL_TYPES, all);
        Announced alert = alerts.insert(Alert.aBan());
        Announced gone = alerts.change(alert, type, "in_force");
        alerts.turn(
                gone,
                state,
                state.equals("merged") ? alerts.insert(Alert.aBan()).alertId() : null);

        assertThat(alerts.fanOut(gone)).isZero();
    }

    @Test
    void bornRetractedIsRaisedOnceItStands() {
        String subscription = subscription("{}");
        Announced first = alerts.insert(Alert.aBan());
        alerts.turn(first, "retracted", null);
        Announced second = alerts.change(first, "alert.amended", "denied");

        int whileRetracted = alerts.fanOut(first) + alerts.fanOut(second);
        Announced third = alerts.change(second, "alert.updated", "in_force");
        alerts.turn(third, "standing", null);
        alerts.fanOut(third);

        assertThat(whileRetracted).isZero();
        assertThat(made(3)).containsExactly(subscription + " alert.raised");
    }

    @Test
    void mergeIsToldToWhoeverAskedForItAndWasToldOfTheMergedAlert() {
        String asked = subscription("{}");
        subscription("{}");
        alerts.sql("update alerts.subscription set types = cast(? as text[]) where id = ?", ALL_TYPES, asked);
        Announced younger = alerts.insert(Alert.aBan());
        alerts.fanOut(younger);
        String late = subscription("{}");
        alerts.sql("update alerts.subscription set types = cast(? as text[]) where id = ?", ALL_TYPES, late);
        Announced merged = alerts.change(younger, "alert.merged", "in_force");
        alerts.turn(merged, "merged", alerts.insert(Alert.aBan()).alertId());

        alerts.fanOut(merged);

        assertThat(made(2)).containsExactly(asked + " alert.merged");
    }

    @Test
    void whoeverWasToldOfAnAlertHearsOfThoseItWasMergedInto() {
        String told = subscription("{}");
        Announced first = alerts.insert(Alert.aBan());
        alerts.fanOut(first);
        String untold = subscription("{}");
        String unfit = subscription("{}");
        alerts.sql("update alerts.subscription set statuses = '{in_force}' where id <> ?", untold);
        alerts.sql("update alerts.subscription set statuses = '{rumoured}' where id = ?", unfit);
        Announced second = alerts.insert(Alert.aBan());
        Announced third = alerts.insert(Alert.aBan());
        alerts.turn(first, "merged", second.alertId());
        alerts.turn(second, "merged", third.alertId());

        alerts.fanOut(alerts.change(third, "alert.updated", "lifted"));

        assertThat(made(2)).containsExactlyInAnyOrder(told + " alert.updated", untold + " alert.raised");
    }

    @Test
    void languagesAreThoseOfAllReportsEvenIfTheMessageHasNoRoomForThem() {
        subscription("{}");
        alerts.sql("update alerts.subscription set languages = '{zh}'");

        assertThat(alerts.fanOut(alerts.insert(Alert.aBan().withBody("{\"reports\": [{\"language\": \"en\"}]}"))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.9, 1", "0.91, 0"})
    void confidenceIsALowerBound(double least, int expected) {
        subscription("{}");
        alerts.sql("update alerts.subscription set min_confidence = ?", least);

        assertThat(alerts.fanOut(alerts.insert(Alert.aBan()))).isEqualTo(expected);
    }

    @Test
    void deletedSubscriptionGetsNothing() {
        subscription("{}");
        alerts.sql("update alerts.subscription set deleted_at = now()");

        assertThat(alerts.fanOut(alerts.insert(Alert.aBan()))).isZero();
    }

    @Test
    void deliveryToADisabledSubscriptionIsBornHeld() {
        subscription("{}");
        alerts.sql("update alerts.subscription set enabled = false");

        alerts.fanOut(alerts.insert(Alert.aBan()));

        assertThat(alerts.query("select state from alerts.delivery")).containsExactly("held");
        assertThat(claim(From.START, 5, 10)).isEmpty();
    }

    @Test
    void whoeverWasToldOfAnAlertIsToldWhatBecomesOfItEvenIfItNoLongerFits() {
        subscription("{}");
        alerts.sql("update alerts.subscription set statuses = '{in_force}'");
        Announced told = alerts.insert(Alert.aBan());
        Announced untold = alerts.insert(Alert.aBan());
        alerts.fanOut(told);

        int made = alerts.fanOut(
                alerts.change(told, "alert.retracted", "denied"), alerts.change(untold, "alert.retracted", "denied"));

        assertThat(made).isEqualTo(1);
        assertThat(alerts.query("select type from alerts.delivery order by alert_version"))
                .containsExactly("alert.raised", "alert.retracted");
    }

    /** The subscriptions that get a version, and what it is to them. */
    private List<String> made(int version) {
        return alerts.query(
                "select subscription_id || ' ' || type from alerts.delivery where alert_version = ?", version);
    }

    private String subscription(String all) {
        String id = ids.next("sub");
        alerts.sql("""
                insert into alerts.subscription values (?, ?, 'n', 'http://127.0.0.1:9/', decode(repeat('00', 32), 'hex'), ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], 0, true, null, 1, now(), now(), null)
                """, id, Caller.OPERATOR_ACCOUNT, all, all, all, all, all, all);
        return id;
    }

    private List<Claim> claim(From from, int perSubscription, int limit) {
        return new ArrayList<>(
                claims.claim(from, 500, perSubscription, limit, LEASE).await().atMost(PATIENCE));
    }

    private Set<String> settle(Claim claim, int status, Delivery next) {
        Attempt attempt =
                new Attempt(Instant.now(), Duration.ofMillis(5), AttemptOutcome.ofStatus(status, Duration.ZERO), "");
        return settlements
                .settle(List.of(new Settlement(claim, attempt, next)))
                .await()
                .atMost(PATIENCE)
                .keySet();
    }

    private void endLeases() {
        alerts.sql("update alerts.queue set due_at = now() - interval '1 second' where claim_id is not null");
        claims.ripen(100, LEASE).await().atMost(PATIENCE);
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
