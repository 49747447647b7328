package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.ingest.BackingResource;
import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.feed.CheckRepository.Check;
import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.HostSlots;
import dev.tocsin.ingest.fetch.Validators;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds whose host takes longer than its spacing: the dispatcher against the real table. */
@QuarkusTest
@NullUnmarked
@QuarkusTestResource(BackingResource.class)
@TestProfile(ChecksIT.StandingStill.class)
class HostTurnsIT {
    private static final FetchOutcome.NotModified ANSWER =
            new FetchOutcome.NotModified(new FetchOutcome.Terms(Validators.NONE, Duration.ZERO, null));

    @Inject
    CheckRepository checks;

    @Inject
    FeedConfig config;

    @Inject
    Pool pool;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private CheckDispatcher dispatcher;

    @BeforeEach
    void forgetAll() {
        sql("truncate ingest.feed, ingest.feed_alias, ingest.hub_subscription, ingest.host");
        dispatcher = new CheckDispatcher(
                checks, new HostSlots(1), new Throttle(500, System::nanoTime), config, new Underway());
    }

    @Test
    void feedWhoseHostIsBusyGivesItsLeaseBackAndKeepsItsPlace() {
        register(2);
        Function<DueFeed, Uni<Void>> never =
                feed -> asked(feed, Uni.createFrom().nothing());

        await().untilAsserted(() -> {
            fill(never);
            assertThat(yes("select has_place and lease is null and next_check_at - now() between '3 s' and '10 s'"
                            + " from ingest.feed where id = 'feed_2'"))
                    .isTrue();
        });

        assertThat(asked).containsExactly("feed_1");
    }

    @Test
    void feedWhoseHostWasBusyIsFetchedWhenItIsFree() {
        register(2);
        CompletableFuture<Void> first = new CompletableFuture<>();
        Function<DueFeed, Uni<Void>> check = feed -> asked(
                feed,
                feed.id().equals("feed_1")
                        ? Uni.createFrom().completionStage(first)
                        : Uni.createFrom().voidItem());
        await().until(() -> {
            fill(check);
            return yes("select has_place from ingest.feed where id = 'feed_2'")
                    && yes("select next_check_at - now() > '3 s' from ingest.feed where id = 'feed_2'");
        });

        first.complete(null);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            fill(check);
            assertThat(asked).containsExactly("feed_1", "feed_2");
        });
    }

    @Test
    void noFeedOfASlowHostIsForgottenForTheOthers() {
        register(6);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Function<DueFeed, Uni<Void>> slow = feed -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Uni<Void> answer = Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(1300))
                    .invoke(() -> atOnce.decrementAndGet());
            return asked(feed, answer);
        };

        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    fill(slow);
                    return yes("select bool_and(checks = 1) from ingest.feed");
                });

        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
        assertThat(most).hasValue(1);
    }

    private Uni<Void> asked(DueFeed feed, Uni<Void> answer) {
        asked.add(feed.id());
        CheckResult result = CheckResult.unchanged(ANSWER, Duration.ofHours(1));
        return answer.chain(() -> checks.note(new Check(feed, result, HostReport.of(ANSWER))));
    }

    private void fill(Function<DueFeed, Uni<Void>> check) {
        dispatcher.fill(check).await().indefinitely();
    }

    private void register(int count) {
        sql(
                "insert into ingest.feed (id, feed_url) select 'feed_' || i, 'http://slow.example/' || i from generate_series(1, "
                        + count + ") i");
    }

    private boolean yes(String query) {
        return pool.query(query)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBoolean(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }
}
