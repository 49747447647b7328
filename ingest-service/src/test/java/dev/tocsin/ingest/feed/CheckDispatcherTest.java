package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.fetch.HostSlots;
import dev.tocsin.ingest.fetch.Validators;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CheckDispatcherTest {
    private static final FeedConfig CONFIG = new FeedSettings(Duration.ofMinutes(5));

    private final AtomicInteger begun = new AtomicInteger();
    private final CheckDispatcher dispatcher = new CheckDispatcher(
            new Endless(),
            new HostSlots(1),
            new Throttle(CONFIG.checksPerSecond(), System::nanoTime),
            CONFIG,
            new Underway());

    @Test
    void slotsAreNotFilledTwiceWhileAClaimIsBeingBegun() {
        dispatcher.fill(this::slow).await().indefinitely();

        assertThat(begun).hasValue(CONFIG.concurrency());
    }

    @Test
    void whoHasStoppedClaimsNoMore() {
        dispatcher.stop();

        dispatcher.fill(this::slow).await().indefinitely();

        assertThat(begun).hasValue(0);
    }

    /** Another check ends, and looks for more to do, while this claim's feeds are not all counted yet. */
    private Uni<Void> slow(DueFeed feed) {
        if (begun.incrementAndGet() == 1) {
            dispatcher.fill(this::slow).await().indefinitely();
        }
        return Uni.createFrom().nothing();
    }

    /** A table in which there is always a feed due. */
    private static final class Endless extends CheckRepository {
        private final AtomicInteger ids = new AtomicInteger();

        private Endless() {
            super(null, CONFIG);
        }

        @Override
        public Uni<Claim> claimDue(int limit) {
            List<DueFeed> feeds = IntStream.range(0, limit)
                    .mapToObj(i -> feed("feed_" + ids.incrementAndGet()))
                    .toList();
            return Uni.createFrom().item(new Claim(feeds, true));
        }

        @Override
        public Uni<Void> postpone(List<DueFeed> feeds) {
            return Uni.createFrom().voidItem();
        }

        private static DueFeed feed(String id) {
            String url = "http://" + id + ".example/";
            return new DueFeed(
                    id,
                    "lease",
                    url,
                    url,
                    id,
                    null,
                    Validators.NONE,
                    0,
                    null,
                    null,
                    Rhythm.UNKNOWN,
                    Timetable.NONE,
                    0,
                    false);
        }
    }
}
