package dev.tocsin.alerting.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Remembers what was made of what was asked for last: the reports of an event that is in the news are read, and looked
 * at, with every batch. For any number of threads.
 */
public final class Recent<K, V> {
    private final Map<K, V> made;

    /** @param most how many are remembered */
    public Recent(int most) {
        made = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * @param fits whether what is remembered of the key is what was asked for
     * @param make makes it otherwise
     */
    public V get(K key, Predicate<V> fits, Function<K, V> make) {
        synchronized (made) {
            V known = made.get(key);
            if (known != null && fits.test(known)) {
                return known;
            }
        }
        V fresh = make.apply(key);
        put(key, fresh);
        return fresh;
    }

    /** What is remembered of the key. */
    public Optional<V> get(K key) {
        synchronized (made) {
            return Optional.ofNullable(made.get(key));
        }
    }

    /** Remembers what was made elsewhere. */
    public void put(K key, V value) {
        synchronized (made) {
            made.put(key, value);
        }
    }
}
