package dev.tocsin.ingest.websub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One feed's place at one hub.
 *
 * <pre>
 *             asked ┌───┐      verified       ┌───┐ asked, verified
 *                   │   ▼                     │   ▼
 *   (found) ──────▶ PENDING ──────────────▶ ACTIVE
 *                   ▲   │ ▲   lease ran out   │   │
 *      asked again  │   │ └───────────────────┘   │ denied
 *      after a week │   └───────▶ DENIED ◀────────┘
 *                   └──────────────┘
 *   any, when the feed or its hub is gone ──▶ LEAVING ── unsubscribed, or asked in vain ──▶ (deleted)
 * </pre>
 *
 * Asking changes only when to ask next. So a renewal that a hub never verifies takes nothing from the lease that runs,
 * and callback and secret are the same before and after: pushes count all the while.
 *
 * @param token the unguessable end of the callback URL
 * @param feedId null when the feed was deleted
 * @param leaseUntil null before the first verification and after a denial
 * @param dueAt when to ask the hub next
 * @param failures asks since the last verification
 * @param lastError for people; null when nothing is wrong
 */
public record HubSubscription(
        String token,
        @Nullable String feedId,
        String hubUrl,
        String topic,
        HubSecret secret,
        State state,
        @Nullable Instant leaseUntil,
        Instant dueAt,
        int failures,
        @Nullable String lastError) {

    /** See the diagram above. */
    public enum State {
        PENDING,
        ACTIVE,
        DENIED,
        LEAVING
    }

    /** A hub that grants years may forget us all the same; one that grants seconds would be asked without end. */
    static final Duration LONGEST_LEASE = Duration.ofDays(14);

    static final Duration SHORTEST_LEASE = Duration.ofMinutes(5);

    /** Longer than a request's deadline: meanwhile the claim is this replica's. */
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);

    private static final Duration SLOWEST_RENEWAL = Duration.ofHours(6);
    private static final Duration SLOWEST_RETRY = Duration.ofDays(1);
    private static final Duration AFTER_DENIAL = Duration.ofDays(7);
    /** A hub that does not let us go is told by 410 at its next push (WebSub, section 7). */
    private static final int FAREWELLS = 5;

    /** With the gaps of a first subscription that is an hour. */
    private static final int PATIENCE = 5;

    private static final int MAX_REASON = 200;

    /** Its turn has come, and it is asked now: each time in vain the next comes later. */
    HubSubscription asked(Instant now) {
        boolean runs = state == State.ACTIVE && leaseUntil != null && leaseUntil.isAfter(now);
        State next = state == State.LEAVING || runs ? state : State.PENDING;
        Duration most = runs ? SLOWEST_RENEWAL : SLOWEST_RETRY;
        Duration gap = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
        return with(next, leaseUntil, now.plus(gap.compareTo(most) < 0 ? gap : most), failures + 1, lastError);
    }

    /** The hub answers for the future; what was granted before stays until then. */
    HubSubscription refused(String words) {
        return with(state, leaseUntil, dueAt, failures, words);
    }

    /** @param granted by the hub. @return empty where we do not want this subscription */
    Optional<HubSubscription> verified(Instant now, Duration granted, Duration renewBefore) {
        if (state == State.LEAVING || state == State.DENIED) {
            return Optional.empty();
        }
        Duration lease = clamped(granted);
        Duration half = lease.dividedBy(2);
        Instant until = now.plus(lease);
        Instant renewal = until.minus(renewBefore.compareTo(half) < 0 ? renewBefore : half);
        return Optional.of(with(State.ACTIVE, until, renewal, 0, null));
    }

    /** @param reason as the hub gives it, if it does */
    HubSubscription denied(Instant now, @Nullable String reason) {
        if (state == State.LEAVING) {
            return this;
        }
        String said =
                reason == null ? "" : reason.replaceAll("\\p{Cntrl}+", " ").strip();
        String words = said.isEmpty()
                ? "The hub denied the subscription."
                : "The hub denied the subscription: " + said.substring(0, Math.min(said.length(), MAX_REASON));
        return with(State.DENIED, null, now.plus(AFTER_DENIAL), 0, words);
    }

    /** @param at when to tell the hub; until then its pushes count */
    HubSubscription leaving(Instant at) {
        return with(State.LEAVING, leaseUntil, at, 0, lastError);
    }

    /** This hub said no, or has not verified for about an hour: another may be better. */
    boolean inVain() {
        return state == State.DENIED || state == State.PENDING && failures > PATIENCE;
    }

    /** Not verified, and not on its way out either: what it says concerns its feed. */
    boolean stillWanted() {
        return state == State.DENIED || state == State.PENDING;
    }

    boolean askedToLeaveInVain() {
        return state == State.LEAVING && failures > FAREWELLS;
    }

    static Duration clamped(Duration lease) {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            return SHORTEST_LEASE;
        }
        return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
    }

    private HubSubscription with(
            State state, @Nullable Instant leaseUntil, Instant dueAt, int failures, @Nullable String lastError) {
        return new HubSubscription(token, feedId, hubUrl, topic, secret, state, leaseUntil, dueAt, failures, lastError);
    }

    /** @param leaseSeconds as the hub sent them; what it leaves out is what we asked for */
    static Duration granted(@Nullable String leaseSeconds, Duration asked) {
        return leaseSeconds != null && leaseSeconds.matches("[0-9]{1,12}")
                ? Duration.ofSeconds(Long.parseLong(leaseSeconds))
                : asked;
    }
}
