package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.BackingResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks which hub when, as the real database decides it; the service's own scheduler stands still. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(HubClaimsIT.StandingStill.class)
class HubClaimsIT {
    public static class StandingStill implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.scheduler.enabled", "false");
        }
    }

    private static final String TOPIC = "https://topic.example/";

    @Inject
    HubRepository hubs;

    @Inject
    TrustRepository trust;

    @Inject
    Pool pool;

    @BeforeEach
    void forgetAll() {
        sql("delete from ingest.hub_subscription; delete from ingest.feed");
    }

    @Test
    void subscriptionIsRenewedByOneOfManyAtOnceAndNotAgainSoon() {
        feeds(100);
        IntStream.range(0, 100).forEach(i -> announce(i, TOPIC, "https://hub.example/"));

        List<HubSubscription> claimed = Uni.join()
                .all(IntStream.range(0, 20).mapToObj(i -> hubs.claimDue(16)).toList())
                .andFailFast()
                .map(claims -> claims.stream().flatMap(List::stream).toList())
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(claimed).hasSize(100).extracting(HubSubscription::token).doesNotHaveDuplicates();
        assertThat(claim()).isEmpty();
    }

    @Test
    void sameAnnouncementChangesNothing() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        HubSubscription before = claim().get(0);

        announce(0, TOPIC, "https://other.example/", "https://hub.example/");

        assertThat(claim()).isEmpty();
        assertThat(count("")).isEqualTo(1);
        assertThat(before.hubUrl()).isEqualTo("https://hub.example/");
    }

    @Test
    void topicThatChangesWithEachDocumentIsFollowedOnceADay() {
        feeds(1);

        IntStream.range(0, 20).forEach(i -> announce(0, TOPIC + i, "https://hub.example/"));

        assertThat(count("")).isEqualTo(1);
    }

    @Test
    void newTopicIsSubscribedToWhileTheOldOneStillPushesForAWhile() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        claim();
        sql("update ingest.hub_subscription set created_at = now() - interval '2 days'");

        announce(0, TOPIC + "new", "https://hub.example/");

        assertThat(claim())
                .singleElement()
                .satisfies(due -> assertThat(due.topic()).isEqualTo(TOPIC + "new"));
        assertThat(count("where state = 'LEAVING' and feed_id is not null and due_at > now() + interval '50 minutes'"))
                .isEqualTo(1);
    }

    @Test
    void hubThatDeniedMakesWayForTheNextOne() {
        feeds(1);
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        String token = claim().get(0).token();
        hubs.change(token, (now, when) -> Optional.of(now.denied(when, null)))
                .await()
                .indefinitely();

        announce(0, TOPIC, "https://a.example/", "https://b.example/");

        assertThat(claim())
                .singleElement()
                .satisfies(due -> assertThat(due.hubUrl()).isEqualTo("https://b.example/"));
    }

    @Test
    void hubThatNeverAnswersMakesWayForTheNextOneAndTheLastForTheFirst() {
        feeds(1);
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        sql("update ingest.hub_subscription set failures = 5");
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        assertThat(count("where hub_url like '%a.example/'")).isEqualTo(1);

        sql("update ingest.hub_subscription set failures = 6");
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        assertThat(count("where hub_url like '%b.example/'")).isEqualTo(1);

        sql("update ingest.hub_subscription set failures = 6");
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        assertThat(count("where hub_url like '%b.example/'")).isEqualTo(1);

        sql("update ingest.hub_subscription set created_at = now() - interval '2 days'");
        announce(0, TOPIC, "https://a.example/", "https://b.example/");
        assertThat(count("where hub_url like '%a.example/'")).isEqualTo(1);
        assertThat(count("")).isEqualTo(1);
    }

    @Test
    void documentWithoutItsHubEndsNoYoungSubscriptionAndAnOldOneAfterTheHandOver() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        sql(
                "update ingest.hub_subscription set state = 'ACTIVE', lease_until = now() + interval '9 days',"
                        + " due_at = now() + interval '8 days'; update ingest.feed set hub_proven_until = now() + interval '1 day'");

        announce(0, TOPIC);

        assertThat(count("where state = 'ACTIVE'")).isEqualTo(1);
        assertThat(proven()).isTrue();
        sql("update ingest.hub_subscription set created_at = now() - interval '2 days'");

        announce(0, TOPIC);

        assertThat(count("where state = 'LEAVING' and due_at > now() + interval '50 minutes'"))
                .isEqualTo(1);
        assertThat(proven()).isFalse();
    }

    @Test
    void feedThatWithdrawsAndReturnsIsSubscribedOnceADay() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        sql("update ingest.hub_subscription set state = 'LEAVING'");

        announce(0, TOPIC, "https://hub.example/");
        assertThat(count("where state <> 'LEAVING'")).isZero();

        sql("update ingest.hub_subscription set created_at = now() - interval '2 days'");
        announce(0, TOPIC, "https://hub.example/");
        assertThat(count("where state <> 'LEAVING'")).isEqualTo(1);
    }

    @Test
    void subscriptionOnItsWayOutSaysNothingAgainstItsFeed() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        String token = claim().get(0).token();
        sql("update ingest.hub_subscription set state = 'LEAVING';"
                + " update ingest.feed set hub_proven_until = now() + interval '1 day'");

        hubs.change(token, (now, when) -> Optional.of(now.denied(when, null)))
                .await()
                .indefinitely();
        trust.distrust("feed_0", token).await().indefinitely();

        assertThat(proven()).isTrue();
    }

    @Test
    void lostPushMakesItsFeedDueButNotUnderALease() {
        feeds(2);
        announce(0, TOPIC, "https://hub.example/");
        String token = claim().get(0).token();
        sql("update ingest.feed set hub_proven_until = now() + interval '1 day'");
        sql("update ingest.feed set lease = 'l' where id = 'feed_0'");

        trust.distrust("feed_0", token).await().indefinitely();
        assertThat(due()).isZero();
        assertThat(proven()).isFalse();

        sql("update ingest.feed set lease = null");
        trust.distrust("feed_0", token).await().indefinitely();
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void feedIsDueInAMinuteUntilItsPushIsStored() {
        feeds(1);

        TrustRepository.Voucher voucher =
                trust.vouch("feed_0").await().indefinitely().orElseThrow();
        assertThat(feeds("next_check_at < now() + interval '2 minutes'")).isEqualTo(1);
        assertThat(trust.vouch("feed_0").await().indefinitely()).isEmpty();

        trust.redeem("feed_0", voucher).await().indefinitely();
        assertThat(feeds("next_check_at > now() + interval '23 hours'")).isEqualTo(1);
    }

    @Test
    void checkThatBeganMeanwhileKeepsItsLease() {
        feeds(1);
        TrustRepository.Voucher voucher =
                trust.vouch("feed_0").await().indefinitely().orElseThrow();
        sql("update ingest.feed set lease = 'l'");

        trust.redeem("feed_0", voucher).await().indefinitely();

        assertThat(feeds("next_check_at < now() + interval '2 minutes'")).isEqualTo(1);
        assertThat(trust.vouch("feed_0").await().indefinitely()).isEmpty();
    }

    @Test
    void feedThatIsToBeReadAgainTakesNothingForKnownNorACheckUnderWay() {
        feeds(1);
        sql("update ingest.feed set etag = 'e', last_modified = 'm', document_sha256 = 's', lease = 'l'");

        trust.readAgain("feed_0").await().indefinitely();

        assertThat(feeds("etag is null and last_modified is null and document_sha256 is null and lease is null"))
                .isEqualTo(1);
        assertThat(due()).isZero();
        trust.readAgain("feed_0").await().indefinitely();
        assertThat(due()).isEqualTo(1);
    }

    @Test
    void withdrawnFeedsSubscriptionIsNotRenewed() {
        feeds(1);
        announce(0, TOPIC, "https://hub.example/");
        sql("update ingest.feed set disabled = true");

        assertThat(claim())
                .singleElement()
                .satisfies(due -> assertThat(due.state()).isEqualTo(HubSubscription.State.LEAVING));
    }

    private void feeds(int count) {
        sql("insert into ingest.feed (id, feed_url, next_check_at) select 'feed_' || i, 'http://f.example/' || i,"
                + " now() + interval '1 day' from generate_series(0, " + (count - 1) + ") i");
    }

    private void announce(int feed, String topic, String... urls) {
        hubs.announced("feed_" + feed, new HubLinks(List.of(urls), topic))
                .await()
                .indefinitely();
    }

    private List<HubSubscription> claim() {
        return hubs.claimDue(16).await().indefinitely();
    }

    private boolean proven() {
        return feeds("id = 'feed_0' and hub_proven_until > now()") == 1;
    }

    private long due() {
        return feeds("next_check_at <= now()");
    }

    private long feeds(String where) {
        return number("select count(*) from ingest.feed where " + where);
    }

    private long count(String where) {
        return number("select count(*) from ingest.hub_subscription " + where);
    }

    private long number(String select) {
        return pool.query(select)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
