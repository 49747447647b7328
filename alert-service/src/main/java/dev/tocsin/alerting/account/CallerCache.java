package dev.tocsin.alerting.account;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers for a short while whose key it was, so that not every request asks the database. A key that is revoked ends
 * at once in the replica that was asked to revoke it, and within {@link #LIFETIME} in the others.
 */
public final class CallerCache {
    static final Duration LIFETIME = Duration.ofSeconds(10);
    static final int MOST = 10_000;

    private final Map<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    public CallerCache(Clock clock) {
        this.clock = clock;
    }

    private record Entry(Caller caller, Instant until) {}

    public Optional<Caller> get(ApiKey key) {
        Entry entry = entries.get(ByteBuffer.wrap(key.hash()));
        return entry == null || !clock.instant().isBefore(entry.until())
                ? Optional.empty()
                : Optional.of(entry.caller());
    }

    /** @param end when the key itself ends */
    public void put(ApiKey key, Caller caller, Instant end) {
        if (entries.size() >= MOST) {
            entries.clear();
        }
        Instant forgotten = clock.instant().plus(LIFETIME);
        entries.put(ByteBuffer.wrap(key.hash()), new Entry(caller, end.isBefore(forgotten) ? end : forgotten));
    }

    public void forget(String keyId) {
        forget(caller -> caller.keyId().equals(keyId));
    }

    public void forgetAccount(String accountId) {
        forget(caller -> caller.accountId().equals(accountId));
    }

    private void forget(Predicate<Caller> which) {
        entries.values().removeIf(entry -> which.test(entry.caller()));
    }
}
