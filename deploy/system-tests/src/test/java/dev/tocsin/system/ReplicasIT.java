package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.demo.OperatorClient;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import dev.tocsin.system.FeedFarm.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three ingest-services over one database, and feeds that are slow enough for two visitors to meet at one. */
class ReplicasIT {
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final int FEEDS = 60;

    @TempDir
    Path home;

    private final List<Stack> replicas = new ArrayList<>();
    private Backing backing;
    private FeedFarm farm;

    @BeforeEach
    void start() throws Exception {
        backing = Backing.start();
        new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
        farm = FeedFarm.start();
        for (int i = 0; i < 3; i++) {
            Stack replica = new Stack(StackOptions.in(home.resolve("replica-" + i))
                    .on(backing)
                    .with("TOCSIN_API_KEY", "replicas")
                    .with("TOCSIN_FEED_POLL_INTERVAL", "PT1S")
                    .with("TOCSIN_FEED_SLOWEST_INTERVAL", "PT1S")
                    .with("TOCSIN_FEED_LEASE", LEASE.toString())
                    .with("TOCSIN_FETCH_DEADLINE", "PT3S"));
            replicas.add(replica);
            replica.start(Role.INGEST);
        }
    }

    @AfterEach
    void stop() {
        replicas.forEach(Stack::close);
        farm.close();
        backing.close();
    }

    @Test
    void killedReplicasFeedsGoOnWithinTheLeaseAndNoneIsFetchedTwiceAtOnce() throws Exception {
        List<URI> feeds = follow();
        await().atMost(RunningTocsin.PATIENCE).until(() -> feeds.stream().allMatch(feed -> visits(feed) >= 2));

        replicas.get(1).kill(Role.INGEST);
        Instant killed = Instant.now();

        // The lease, the interval after it, and what a busy machine takes.
        Duration late = LEASE.plusSeconds(9);
        await().atMost(late.plusSeconds(30))
                .until(() -> feeds.stream().allMatch(feed -> visitedAfter(feed, killed) >= 2));
        assertThat(feeds).allSatisfy(feed -> {
            assertThat(longestGapAfter(feed, killed.minusSeconds(2))).isLessThan(late);
            assertThat(farm.visits(feed).mostAtOnce()).isEqualTo(1);
            assertThat(farm.visits(feed).unconditional()).isEqualTo(1);
        });
    }

    private List<URI> follow() throws Exception {
        OperatorClient operator = new OperatorClient(
                replicas.get(0).uri(Role.ALERT), replicas.get(0).uri(Role.INGEST), "replicas");
        List<URI> feeds = IntStream.range(0, FEEDS)
                .mapToObj(i -> farm.feed(Kind.SLOW, i, i))
                .toList();
        for (URI feed : feeds) {
            operator.addFeed(feed);
        }
        return feeds;
    }

    private int visits(URI feed) {
        return farm.visits(feed).times().size();
    }

    private long visitedAfter(URI feed, Instant time) {
        return farm.visits(feed).times().stream().filter(time::isBefore).count();
    }

    private Duration longestGapAfter(URI feed, Instant time) {
        List<Instant> times = Stream.concat(farm.visits(feed).times().stream(), Stream.of(Instant.now()))
                .filter(time::isBefore)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
