package dev.tocsin.classify.voice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of weights by a number other than 0. */
final class PackedRows {

    private long[] keys = new long[1 << 10];
    private float[][] rows = new float[1 << 10][];
    private int size;

    void put(long key, float[] row) {
        if (size * 2 >= keys.length) {
            long[] oldKeys = keys;
            float[][] oldRows = rows;
            keys = new long[oldKeys.length * 2];
            rows = Arrays.copyOf(new float[0][], keys.length);
            size = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != 0) {
                    put(oldKeys[i], oldRows[i]);
                }
            }
        }
        int slot = slotOf(key);
        size += keys[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        rows[slot] = row;
    }

    float @Nullable [] get(long key) {
        int slot = slotOf(key);
        return keys[slot] == 0 ? null : rows[slot];
    }

    private int slotOf(long key) {
        int slot = PackedSet.slot(key, keys.length);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
