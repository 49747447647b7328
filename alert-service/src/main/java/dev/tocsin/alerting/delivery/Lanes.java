package dev.tocsin.alerting.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tries of this process by host and by subscription: which may start, which have to wait for one before them, and how
 * much more may be claimed. Not thread-safe.
 *
 * <p>A little more is claimed than may be under way, so that a healthy endpoint's next try need not wait for the next
 * claim. A subscription begins with {@link #FIRST} tries at once; each that is delivered allows one more, up to its cap,
 * and one that is not takes it back. A try that takes longer than {@link #SLOW} is slow: it stays under its
 * subscription's cap, but counts no longer for the whole, nor for what its host may have under way otherwise, and nothing
 * is claimed ahead of it. So hanging endpoints cost the others nothing that is scarce.
 */
final class Lanes {

    /** Nanoseconds after which a try under way is called slow. */
    static final long SLOW = 250_000_000L;

    /** So many times what a host may have under way may be slow there besides. */
    static final int SLOW_BY_HOST = 4;

    /** What an endpoint has to take before it has shown that it answers. */
    private static final int FIRST = 2;

    /** So many times what may be under way is claimed. */
    private static final int AHEAD_BY_SUBSCRIPTION = 2;

    private static final int AHEAD_BY_HOST = 3;

    private final int perHost;
    private final int perSubscription;
    private final int first;
    private final Map<String, Lane> hosts = new HashMap<>();
    private final Map<Key, Load> subscriptions = new HashMap<>();
    /** By message, in the order of their starts. */
    private final Map<String, Started> brisk = new LinkedHashMap<>();

    private final Map<String, Started> slow = new HashMap<>();
    private int waiting;

    Lanes(int perHost, int perSubscription) {
        this.perHost = perHost;
        this.perSubscription = perSubscription;
        this.first = Math.min(FIRST, perSubscription);
    }

    /** What is under way to an old host of a subscription neither counts nor waits for what goes to its new one. */
    private record Key(String host, String subscriptionId) {
        static Key of(Claim claim) {
            return new Key(claim.host(), claim.subscriptionId());
        }
    }

    private record Started(Ring ring, long at) {}

    /**
     * What follows when tries have become slow.
     *
     * @param givenBack what waited behind them
     * @param started what may start in their place
     */
    record Slowed(List<Ring> givenBack, List<Ring> started) {}

    /** What is under way, of it what is slow, and what waits. */
    private static class Load {
        int underWay;
        int slow;
        int waiting;
        int most;

        boolean isIdle() {
            return underWay == 0 && waiting == 0;
        }
    }

    private static final class Lane extends Load {
        final Deque<Ring> queue = new ArrayDeque<>();
    }

    int claimedPerHost() {
        return AHEAD_BY_HOST * perHost;
    }

    /** Of a subscription that {@link #takenBySubscription} does not name. */
    int claimedPerSubscription() {
        return AHEAD_BY_SUBSCRIPTION * first;
    }

    /** What waits or is under way and not slow. */
    int brisk() {
        return waiting + brisk.size();
    }

    /** What is under way for long. */
    int slow() {
        return slow.size();
    }

    boolean isEmpty() {
        return waiting == 0 && brisk.isEmpty() && slow.isEmpty();
    }

    /** How much of {@link #claimedPerHost} is taken, by host. */
    Map<String, Integer> takenByHost() {
        Map<String, Integer> taken = new HashMap<>();
        hosts.forEach((host, lane) -> taken.put(
                host,
                lane.slow < SLOW_BY_HOST * perHost ? lane.underWay - lane.slow + lane.waiting : claimedPerHost()));
        return taken;
    }

    /** How much of {@link #claimedPerSubscription} is taken, by subscription; less than nothing where more may be. */
    Map<String, Integer> takenBySubscription() {
        Map<String, Integer> taken = new HashMap<>();
        subscriptions.forEach((key, load) -> {
            int most = load.slow > 0 ? load.most : AHEAD_BY_SUBSCRIPTION * load.most;
            int left = Math.max(0, most - load.underWay - load.waiting);
            taken.merge(key.subscriptionId(), claimedPerSubscription() - left, Math::max);
        });
        return taken;
    }

    /** Lines a claim up; whether it may start now. */
    boolean offer(Ring ring, long now) {
        Lane lane = lane(ring.claim());
        Load load = load(ring.claim());
        if (mayStart(lane, load)) {
            start(ring, lane, load, now);
            return true;
        }
        lane.queue.add(ring);
        lane.waiting++;
        load.waiting++;
        waiting++;
        return false;
    }

    /** Takes out a try that has ended; answers those of its host that may start instead. */
    List<Ring> ended(Ring ring, boolean delivered, long now) {
        boolean wasSlow = slow.remove(ring.claim().messageId()) != null;
        brisk.remove(ring.claim().messageId());
        Lane lane = lane(ring.claim());
        Load load = load(ring.claim());
        lane.underWay--;
        load.underWay--;
        if (wasSlow) {
            lane.slow--;
            load.slow--;
        }
        load.most = delivered ? Math.min(load.most + 1, perSubscription) : 1;
        List<Ring> next = startWaiting(lane, now);
        forgetIdle(ring.claim());
        return next;
    }

    /** Notices tries that have become slow. */
    Slowed slowed(long now) {
        Slowed slowed = new Slowed(new ArrayList<>(), new ArrayList<>());
        Set<Lane> freed = new LinkedHashSet<>();
        for (Iterator<Started> oldest = brisk.values().iterator(); oldest.hasNext(); ) {
            Started started = oldest.next();
            if (now - started.at() < SLOW) {
                break;
            }
            oldest.remove();
            Claim claim = started.ring().claim();
            slow.put(claim.messageId(), started);
            load(claim).slow++;
            Lane lane = lane(claim);
            lane.slow++;
            slowed.givenBack().addAll(takeWaiting(lane, claim.subscriptionId()));
            freed.add(lane);
        }
        freed.forEach(lane -> slowed.started().addAll(startWaiting(lane, now)));
        return slowed;
    }

    /** Gives back all that waits. */
    List<Ring> takeWaiting() {
        List<Ring> taken = new ArrayList<>();
        for (Lane lane : hosts.values()) {
            taken.addAll(lane.queue);
            lane.queue.forEach(ring -> stopsWaiting(lane, load(ring.claim())));
            lane.queue.clear();
        }
        taken.forEach(ring -> forgetIdle(ring.claim()));
        return taken;
    }

    private boolean mayStart(Lane lane, Load load) {
        return lane.underWay - lane.slow < perHost && lane.slow < SLOW_BY_HOST * perHost && load.underWay < load.most;
    }

    private List<Ring> startWaiting(Lane lane, long now) {
        List<Ring> next = new ArrayList<>();
        for (Iterator<Ring> queue = lane.queue.iterator(); queue.hasNext() && lane.underWay - lane.slow < perHost; ) {
            Ring ring = queue.next();
            Load load = load(ring.claim());
            if (mayStart(lane, load)) {
                queue.remove();
                stopsWaiting(lane, load);
                start(ring, lane, load, now);
                next.add(ring);
            }
        }
        return next;
    }

    private List<Ring> takeWaiting(Lane lane, String subscriptionId) {
        List<Ring> taken = new ArrayList<>();
        for (Iterator<Ring> queue = lane.queue.iterator(); queue.hasNext(); ) {
            Ring ring = queue.next();
            if (ring.claim().subscriptionId().equals(subscriptionId)) {
                queue.remove();
                stopsWaiting(lane, load(ring.claim()));
                taken.add(ring);
            }
        }
        return taken;
    }

    private Lane lane(Claim claim) {
        return hosts.computeIfAbsent(claim.host(), host -> new Lane());
    }

    private Load load(Claim claim) {
        return subscriptions.computeIfAbsent(Key.of(claim), key -> {
            Load load = new Load();
            load.most = first;
            return load;
        });
    }

    private void start(Ring ring, Lane lane, Load load, long now) {
        lane.underWay++;
        load.underWay++;
        brisk.put(ring.claim().messageId(), new Started(ring, now));
    }

    private void stopsWaiting(Lane lane, Load load) {
        lane.waiting--;
        load.waiting--;
        waiting--;
    }

    private void forgetIdle(Claim claim) {
        hosts.computeIfPresent(claim.host(), (host, lane) -> lane.isIdle() ? null : lane);
        subscriptions.computeIfPresent(Key.of(claim), (key, load) -> load.isIdle() ? null : load);
    }
}
