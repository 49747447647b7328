package dev.tocsin.classify.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names by their characters, so that one walk from a position meets every name that begins there. The children of all
 * nodes share one hash table of primitive numbers: a step costs one probe and no object, however many names there are.
 */
final class NameTrie<V> {

    static final int ROOT = 0;

    /** No name goes on with that character. */
    static final int NONE = -1;

    private static final long FREE = -1;

    /** Room for all of ours without growing. */
    private static final int SLOTS = 1 << 19;

    private long[] keys = filled(SLOTS);
    private int[] children = new int[SLOTS];
    private final List<List<V>> values = new ArrayList<>(List.of(List.of()));

    void add(String name, V value) {
        int node = ROOT;
        for (int i = 0; i < name.length(); i++) {
            int child = step(node, name.charAt(i));
            node = child == NONE ? grow(node, name.charAt(i)) : child;
        }
        if (values.get(node).isEmpty()) {
            values.set(node, new ArrayList<>(1));
        }
        values.get(node).add(value);
    }

    /** The node after one more character, or {@link #NONE}. */
    int step(int node, char c) {
        long key = key(node, c);
        for (int slot = slot(key, keys.length); keys[slot] != FREE; slot = (slot + 1) & (keys.length - 1)) {
            if (keys[slot] == key) {
                return children[slot];
            }
        }
        return NONE;
    }

    /** What goes by the name that ends at the node; mostly nothing. */
    List<V> at(int node) {
        return values.get(node);
    }

    /** What goes by exactly this name. */
    List<V> of(String name) {
        int node = ROOT;
        for (int i = 0; i < name.length() && node != NONE; i++) {
            node = step(node, name.charAt(i));
        }
        return node == NONE ? List.of() : values.get(node);
    }

    private int grow(int parent, char c) {
        int child = values.size();
        values.add(List.of());
        if (child * 2 > keys.length) {
            long[] oldKeys = keys;
            int[] oldChildren = children;
            keys = filled(oldKeys.length * 2);
            children = new int[keys.length];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != FREE) {
                    put(oldKeys[i], oldChildren[i]);
                }
            }
        }
        put(key(parent, c), child);
        return child;
    }

    private void put(long key, int child) {
        int slot = slot(key, keys.length);
        while (keys[slot] != FREE) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        children[slot] = child;
    }

    private static long key(int node, char c) {
        return (long) node << 16 | c;
    }

    private static int slot(long key, int length) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (length - 1);
    }

    private static long[] filled(int length) {
        long[] keys = new long[length];
        Arrays.fill(keys, FREE);
        return keys;
    }
}
