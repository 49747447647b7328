package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.Category;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Anchors as numbers: each the number of a period of time before a hash of {@code category|kind:value}. */
final class AnchorKeys {
    /** A period of time; a window touches few of them. */
    private static final int PERIOD_DAYS = 10;

    private static final int HASH_BITS = 44;
    private static final long OFFSET_BASIS = 0xCBF29CE484222325L;

    private final long ofCategory;
    private final long firstPeriod;
    private final long lastPeriod;
    private final Set<Long> keys = new HashSet<>();

    /** @param mostPeriods of a window that touches more, the first ones count */
    AnchorKeys(Category category, Window window, int mostPeriods) {
        ofCategory = hash(OFFSET_BASIS, category.wireName() + "|");
        firstPeriod = Math.floorDiv(window.from().toEpochDay(), PERIOD_DAYS);
        lastPeriod = Math.min(Math.floorDiv(window.to().toEpochDay(), PERIOD_DAYS), firstPeriod + mostPeriods - 1);
    }

    /** @param periodsAtOnce how many periods share one number */
    void add(String kind, String value, int periodsAtOnce) {
        long hash = mixed(hash(hash(hash(ofCategory, kind), ":"), value)) >>> (Long.SIZE - HASH_BITS);
        long first = firstPeriod - Math.floorMod(firstPeriod, periodsAtOnce);
        for (long period = first; period <= lastPeriod; period += periodsAtOnce) {
            keys.add(period << HASH_BITS | hash);
        }
    }

    Set<Long> all() {
        return Collections.unmodifiableSet(keys);
    }

    /** Stored, so it never changes: FNV-1a over the characters, part after part. */
    private static long hash(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /** Its bits mixed, since the upper ones are kept. */
    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
