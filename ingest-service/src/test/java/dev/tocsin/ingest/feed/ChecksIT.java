package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.ingest.BackingResource;
import dev.tocsin.ingest.feed.CheckRepository.Check;
import dev.tocsin.ingest.fetch.Fault;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.Validators;
import dev.tocsin.ingest.fetch.WebUrl;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who checks which feed when, as the real database decides it; the service's own scheduler stands still. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(ChecksIT.StandingStill.class)
class ChecksIT {
    private static final FetchOutcome.Terms TERMS = new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, null);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ZERO;

    public static class StandingStill implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.scheduler.enabled", "false",
                    "tocsin.feed.host-spacing", "PT1S",
                    "tocsin.feed.host-failures", "3",
                    "tocsin.feed.lease", "PT8S");
        }
    }

    @Inject
    CheckRepository checks;

    @Inject
    MoveRepository moves;

    @Inject
    FeedConfig config;

    @Inject
    Pool pool;

    @BeforeEach
    void forgetAll() {
        sql("truncate ingest.feed, ingest.feed_alias, ingest.hub_subscription, ingest.host");
    }

    @Test
    void feedIsClaimedByOneOfManyAtOnce() {
        register(400, "http://host-%d.example/feed");

        List<DueFeed> claimed = Uni.join()
                .all(IntStream.range(0, 20).mapToObj(i -> checks.claimDue(64)).toList())
                .andFailFast()
                .map(claims ->
                        claims.stream().flatMap(claim -> claim.feeds().stream()).toList())
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(claimed).hasSize(400).extracting(DueFeed::id).doesNotHaveDuplicates();
    }

    @Test
    void killedReplicasFeedsAreClaimedWhenTheLeaseHasPassedAndNotBefore() {
        register(1, "http://host-%d.example/feed");
        claim();

        assertThat(claim()).isEmpty();
        await().atMost(config.lease().plusSeconds(5)).until(() -> claim().size() == 1);
    }

    @Test
    void replicaThatSleptThroughItsLeaseChangesNothing() {
        register(1, "http://host-%d.example/feed");
        DueFeed slept = claim().get(0);
        sql("update ingest.feed set next_check_at = now(); update ingest.host set free_at = now()");
        DueFeed awake = claim().get(0);
        note(awake, CheckResult.unchanged(new FetchOutcome.NotModified(TERMS), LATER), fine());

        boolean counts = checks.complete(pool, new Check(slept, failure(), failed()))
                .await()
                .indefinitely();

        assertThat(counts).isFalse();
        assertThat(one("select consecutive_errors::text || ' ' || checks from ingest.feed"))
                .isEqualTo("0 1");
    }

    @Test
    void feedsOfOneHostComeOneAfterAnother() {
        register(5, "http://one.example/feed-%d");

        List<Integer> sizes = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            sizes.add(claim().size());
            if (second < 3) {
                sleepOverASpacing();
            }
        }

        assertThat(sizes).containsExactly(1, 1, 1, 1);
    }

    @Test
    void portDoesNotMakeAnotherHost() {
        sql(
                "insert into ingest.feed (id, feed_url) values ('a', 'http://one.example/x'), ('b', 'https://one.example:8443/y'),"
                        + " ('c', 'http://[2001:db8::1]:8080/z')");

        assertThat(one("select string_agg(host, ' ' order by id) from ingest.feed"))
                .isEqualTo("one.example one.example [2001:db8::1]");
    }

    @Test
    void hostThatFailsAgainAndAgainIsLeftAloneWithAllItsFeeds() {
        register(4, "http://one.example/feed-%d");
        for (int failure = 0; failure < 3; failure++) {
            sql("update ingest.host set free_at = now(), closed_until = null");
            sql("update ingest.feed set has_place = false, next_check_at = now() where lease is null and checks = 0");
            note(claim().get(0), failure(), failed());
        }
        sql("update ingest.feed set next_check_at = now() where checks = 0");

        List<DueFeed> claimed = claim();

        assertThat(claimed).isEmpty();
        assertThat(one("select (closed_until - now() between '20 s' and '31 s')::text from ingest.host"))
                .isEqualTo("true");
        assertThat(one("select (next_check_at - now() > '20 s')::text from ingest.feed where checks = 0"))
                .isEqualTo("true");
    }

    @Test
    void hostThatAnswersIsForgivenAtOnce() {
        register(1, "http://one.example/feed-%d");
        claim();
        sql("update ingest.host set failures = 9, closed_until = null; update ingest.feed set next_check_at = now()");
        sql("update ingest.host set free_at = now()");

        note(claim().get(0), CheckResult.unchanged(new FetchOutcome.NotModified(TERMS), LATER), fine());

        assertThat(one("select failures::text from ingest.host")).isEqualTo("0");
    }

    @Test
    void hostIsLeftAloneForAsLongAsItAsks() {
        register(1, "http://one.example/feed-%d");
        FetchOutcome limited = new FetchOutcome.RateLimited(429, Optional.of(Duration.ofMinutes(10)));

        note(claim().get(0), CheckResult.failed(limited, LATER), HostReport.of(limited));

        assertThat(one("select (closed_until - now() between '590 s' and '600 s')::text from ingest.host"))
                .isEqualTo("true");
    }

    @Test
    void spacingIsTheTablesAndSoOutlivesEveryProcess() {
        register(1, "http://host-%d.example/feed");

        note(claim().get(0), CheckResult.unchanged(new FetchOutcome.NotModified(TERMS), LATER), fine());

        assertThat(one("select (next_check_at - last_checked_at = '1 h')::text from ingest.feed"))
                .isEqualTo("true");
    }

    @Test
    void addressIsRewrittenAfterTheDaysAndTheOldOneStaysAnAlias() {
        move("http://a.example/feed", "http://b.example/feed");
        moves.believeMoves().await().indefinitely();
        String early = one("select feed_url from ingest.feed");
        sql("update ingest.feed set moved_since = now() - interval '8 d'");

        moves.believeMoves().await().indefinitely();

        assertThat(List.of(
                        early,
                        one("select feed_url || ' ' || first_url || ' ' || host from ingest.feed"),
                        one("select feed_url from ingest.feed_alias")))
                .containsExactly(
                        "http://a.example/feed",
                        "http://b.example/feed http://a.example/feed b.example",
                        "http://a.example/feed");
    }

    @Test
    void moveCountsFromItsFirstDayAndOnlyWhileItIsSaid() {
        move("http://a.example/feed", "http://b.example/feed");
        sql("update ingest.feed set moved_since = now() - interval '3 d'");
        String kept = check("http://b.example/feed");
        String other = check("http://c.example/feed");
        String none = check(null);

        assertThat(List.of(kept, other, none)).containsExactly("3", "0", "none");
    }

    @Test
    void feedThatMovedToWhereAnotherIsFollowedEnds() {
        move("http://a.example/feed", "http://b.example/feed");
        sql("update ingest.feed set moved_since = now() - interval '8 d'");
        sql("insert into ingest.feed (id, feed_url) values ('feed_b', 'http://b.example/feed')");

        moves.believeMoves().await().indefinitely();

        assertThat(one("select last_error from ingest.feed where disabled"))
                .contains("moved for good to http://b.example/feed, which is followed as feed_b");
    }

    @Test
    void feedThatMovedToWhereNoFeedIsCheckedAnyMoreGoesOn() {
        move("http://a.example/feed", "http://b.example/feed");
        sql("update ingest.feed set moved_since = now() - interval '8 d'");
        sql("insert into ingest.feed (id, feed_url, disabled) values ('feed_b', 'http://b.example/feed', true)");

        moves.believeMoves().await().indefinitely();

        assertThat(one("select disabled::text from ingest.feed where id = 'feed_a'"))
                .isEqualTo("false");
    }

    @Test
    void feedThatMovedToItsOwnAddressGoesOn() {
        // A check that began before the address was rewritten, and ended after.
        move("http://a.example/feed", "http://a.example/feed");
        sql("update ingest.feed set moved_since = now() - interval '8 d'");

        moves.believeMoves().await().indefinitely();

        assertThat(one("select disabled::text from ingest.feed")).isEqualTo("false");
    }

    @Test
    void moveThatWasSaidOnceAndThenLedNowhereIsNotBelieved() {
        move("http://a.example/feed", "http://b.example/feed");
        sql("update ingest.feed set moved_since = now() - interval '8 d', last_success_at = now() - interval '8 d',"
                + " next_check_at = now(), has_place = false; update ingest.host set free_at = now()");
        note(claim().get(0), failure(), failed());

        moves.believeMoves().await().indefinitely();

        assertThat(one("select feed_url from ingest.feed")).isEqualTo("http://a.example/feed");
    }

    @Test
    void feedThatNeverWorksDoesNotCloseItsHostForTheOthers() {
        register(1, "http://one.example/feed-%d");
        sql("update ingest.feed set consecutive_errors = 3");
        sql("insert into ingest.host (name, free_at) values ('one.example', now())");
        for (int failure = 0; failure < 3; failure++) {
            sql("update ingest.feed set has_place = true, next_check_at = now()");
            note(claim().get(0), failure(), failed());
        }

        assertThat(
                        one(
                                "select coalesce(max(failures), 0)::text from ingest.host where closed_until > now() or failures > 0"))
                .isEqualTo("0");
    }

    @Test
    void feedsThatWaitForAClosedHostKeepTheirOrder() {
        register(3, "http://one.example/feed-%d");
        sql(
                "insert into ingest.host (name, free_at, closed_until) values ('one.example', now(), now() + interval '1 h')");
        sql("update ingest.feed set next_check_at = now() + interval '1 d' where id = 'feed_000001'");
        claim();
        sql("update ingest.feed set next_check_at = now() where id = 'feed_000001'");

        claim();

        assertThat(one("select string_agg(id, ' ' order by next_check_at) from ingest.feed"))
                .isEqualTo("feed_000002 feed_000003 feed_000001");
    }

    @Test
    void claimAndResultsReadNoMoreOfTheTablesWhenTheyAreLarge() {
        register(100_000, "http://host-%d.example/feed");
        sql("update ingest.feed set next_check_at = now() + random() * interval '1 h' where id > 'feed_000500'");
        sql("insert into ingest.host (name, free_at) select host, now() - interval '1 h' from ingest.feed");
        sql("vacuum analyze ingest.feed, ingest.host");

        String plans = explain("claim(text, bigint, bigint)", CheckSql.claim(64), "'l', 1000, 1000")
                + explain("feeds", CheckSql.NOTE_FEEDS, "'{}'" + ", '{}'".repeat(19))
                + explain("hosts", CheckSql.NOTE_HOSTS, "'{}', '{}', '{}', '{}', 5");

        assertThat(plans)
                .contains("feed_due", "feed_pkey", "host_pkey")
                .doesNotContain("Seq Scan on feed", "Seq Scan on host");
    }

    /** The plan that the server keeps for a statement whatever its parameters are. */
    private String explain(String signature, String statement, String parameters) {
        String name = signature.replaceAll("\\(.*", "");
        return pool.withTransaction(connection -> connection
                        .query("set local plan_cache_mode = force_generic_plan")
                        .execute()
                        .chain(set -> connection
                                .query("prepare " + signature + " as " + statement)
                                .execute())
                        .chain(prepared -> connection
                                .query("explain execute " + name + "(" + parameters + ")")
                                .execute())
                        .chain(plan ->
                                connection.query("deallocate " + name).execute().replaceWith(plan)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0) + "\n")
                        .reduce(signature + "\n", String::concat))
                .await()
                .indefinitely();
    }

    private void register(int count, String url) {
        sql("insert into ingest.feed (id, feed_url) select 'feed_' || lpad(i::text, 6, '0'), replace('" + url
                + "', '%d', i::text) from generate_series(1, " + count + ") i");
    }

    private void move(String from, String to) {
        sql("insert into ingest.feed (id, feed_url) values ('feed_a', '" + from + "')");
        check(to);
    }

    /** @return for how many days the move has been said */
    private String check(String movedTo) {
        sql("update ingest.feed set next_check_at = now(), has_place = false; update ingest.host set free_at = now()");
        WebUrl target = movedTo == null ? null : WebUrl.parse(movedTo);
        FetchOutcome.Terms terms = new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, target);
        note(claim().get(0), CheckResult.unchanged(new FetchOutcome.NotModified(terms), AT_ONCE), fine());
        return one("select coalesce(extract(day from now() - moved_since)::text, 'none') from ingest.feed");
    }

    private List<DueFeed> claim() {
        return checks.claimDue(64).await().indefinitely().feeds();
    }

    private void note(DueFeed feed, CheckResult result, HostReport host) {
        checks.note(new Check(feed, result, host)).await().indefinitely();
    }

    private static CheckResult failure() {
        return CheckResult.failed(new FetchOutcome.Failed(Fault.CONNECT, "x"), LATER);
    }

    private static HostReport failed() {
        return HostReport.of(new FetchOutcome.Failed(Fault.CONNECT, "x"));
    }

    private static HostReport fine() {
        return HostReport.of(new FetchOutcome.NotModified(TERMS));
    }

    private void sleepOverASpacing() {
        sql("select pg_sleep(1.05)");
    }

    private String one(String query) {
        return sql(query).iterator().next().getString(0);
    }

    private RowSet<Row> sql(String statement) {
        return pool.query(statement).execute().await().indefinitely();
    }
}
