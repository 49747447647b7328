package dev.tocsin.alerting.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing: so many wrong keys from one address, then none is looked at for a while. A key that the operator has
 * chosen may be weaker than those that we make.
 */
public final class SignInLimit {
    static final int MOST_WRONG = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;

    /** The oldest goes first when there are too many: who has so many addresses is not stopped by one of them. */
    private final Map<String, Wrong> wrong = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    public SignInLimit(Clock clock) {
        this.clock = clock;
    }

    private record Wrong(int count, Instant until) {}

    /** Whether a key from this address is looked at. */
    public synchronized boolean allows(String address) {
        Wrong before = wrong.get(address);
        if (before == null || !clock.instant().isBefore(before.until())) {
            wrong.remove(address);
            return true;
        }
        return before.count() < MOST_WRONG;
    }

    public synchronized void wrongKey(String address) {
        Wrong before = wrong.get(address);
        Instant now = clock.instant();
        wrong.put(
                address,
                before == null || !now.isBefore(before.until())
                        ? new Wrong(1, now.plus(WINDOW))
                        : new Wrong(before.count() + 1, before.until()));
    }

    public synchronized void rightKey(String address) {
        wrong.remove(address);
    }
}
