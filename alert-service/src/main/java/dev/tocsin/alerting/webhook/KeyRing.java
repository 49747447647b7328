package dev.tocsin.alerting.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign for one subscription, the newest first. The newest signs until it is rotated, the ones before it
 * beside it until their time is up, so that a receiver may change its key at any moment of the overlap.
 *
 * <p>Time is that of the clock by which the try is stamped too. The database's would be one clock for all replicas, but
 * a query for every try; that replicas disagree by a second is nothing against an overlap of a day.
 */
public record KeyRing(List<Entry> entries) {

    /** More would only make the header longer: each is a key that somebody has already been told to give up. */
    public static final int MOST_OLD = 2;

    /** Of an endpoint whose keys cannot be read. */
    public static final KeyRing EMPTY = new KeyRing(List.of());

    /** @param until when it signs no more; empty while it is the newest */
    public record Entry(SigningKey key, Optional<Instant> until) {

        boolean signsAt(Instant now) {
            return until.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    public KeyRing {
        entries = List.copyOf(entries);
    }

    public static KeyRing of(SigningKey key) {
        return new KeyRing(List.of(new Entry(key, Optional.empty())));
    }

    /** Those that sign now, the newest first. */
    public List<Entry> at(Instant now) {
        return entries.stream().filter(entry -> entry.signsAt(now)).toList();
    }

    /** When the first of the old ones ends. */
    public Optional<Instant> firstEnd() {
        return entries.stream().flatMap(entry -> entry.until().stream()).min(Instant::compareTo);
    }

    /**
     * @param overlap how long the old ones still sign, those that would have ended earlier excepted; zero stops them now
     * @return empty when as many as may be are on their way out already
     */
    public Optional<KeyRing> rotated(SigningKey next, Instant now, Duration overlap) {
        Instant end = now.plus(overlap);
        List<Entry> all = new ArrayList<>();
        all.add(new Entry(next, Optional.empty()));
        for (Entry entry : at(now)) {
            all.add(new Entry(
                    entry.key(), Optional.of(entry.until().filter(end::isAfter).orElse(end))));
        }
        KeyRing ring = new KeyRing(new KeyRing(all).at(now));
        return Optional.of(ring).filter(made -> made.entries().size() <= 1 + MOST_OLD);
    }
}
