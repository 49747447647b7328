package dev.tocsin.alerting.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was loaded last, up to a number of entries; what was not asked for the longest goes first. Not thread-safe. */
final class Kept<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Kept(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
