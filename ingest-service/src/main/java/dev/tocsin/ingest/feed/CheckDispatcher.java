package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.feed.CheckRepository.Claim;
import dev.tocsin.ingest.fetch.HostSlots;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps this replica's slots filled with feeds that are due, as far as the global rate and their hosts allow. A slow site
 * costs its slot only; as long as more feeds are due than there are slots, each slot that comes free is filled at once.
 */
@ApplicationScoped
public class CheckDispatcher {
    private static final Logger LOG = Logger.getLogger(CheckDispatcher.class);

    private final CheckRepository checks;
    private final HostSlots hosts;
    private final Throttle throttle;
    private final int slots;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean more = new AtomicBoolean();
    private final Underway underway;
    private volatile boolean stopped;

    public CheckDispatcher(
            CheckRepository checks, HostSlots hosts, Throttle throttle, FeedConfig config, Underway underway) {
        this.checks = checks;
        this.hosts = hosts;
        this.throttle = throttle;
        this.slots = config.concurrency();
        this.underway = underway;
    }

    /** Claims no more, for good; checks that have begun go on. */
    public void stop() {
        stopped = true;
    }

    /**
     * Begins as many checks as there is room for, and does not wait for them. One claim at a time, and none for a handful:
     * where there are many feeds, a claim has to be worth its cost. Never fails; what fails is due again.
     */
    public Uni<Void> fill(Function<DueFeed, Uni<Void>> check) {
        int free = slots - inFlight.get();
        if (stopped || free * 4 < slots || !claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        int wanted = throttle.take(free);
        if (wanted == 0) {
            claiming.set(false);
            return Uni.createFrom().voidItem();
        }
        return checks.claimDue(wanted)
                .map(claim -> begin(claim, wanted, check))
                // Not before all are counted as in flight, or the same slots are filled twice.
                .onTermination()
                .invoke(() -> claiming.set(false))
                .chain(checks::postpone)
                .chain(() -> fillOn(check))
                .onFailure()
                .invoke(failure -> LOG.warnf("Due feeds not claimed stage=claim reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** @return those whose host is busy here */
    private List<DueFeed> begin(Claim claim, int wanted, Function<DueFeed, Uni<Void>> check) {
        more.set(claim.more());
        List<DueFeed> busy = new ArrayList<>();
        for (DueFeed feed : claim.feeds()) {
            if (hosts.take(feed.host())) {
                start(feed, check);
            } else {
                busy.add(feed);
            }
        }
        throttle.giveBack(wanted - claim.feeds().size() + busy.size());
        return busy;
    }

    private Uni<Void> fillOn(Function<DueFeed, Uni<Void>> check) {
        return more.get() ? fill(check) : Uni.createFrom().voidItem();
    }

    private void start(DueFeed feed, Function<DueFeed, Uni<Void>> check) {
        inFlight.incrementAndGet();
        underway.begin();
        check.apply(feed)
                .onTermination()
                .invoke(() -> {
                    hosts.release(feed.host());
                    inFlight.decrementAndGet();
                    underway.end();
                })
                .onFailure()
                .invoke(failure ->
                        // Not even noted, so the database is away: the lease brings the feed back.
                        LOG.errorf(failure, "Feed check not noted feedId=%s", feed.id()))
                .onFailure()
                .recoverWithNull()
                .chain(() -> fillOn(check))
                .subscribe()
                .with(filled -> {});
    }
}
