package dev.tocsin.classify.voice;

/** A set of numbers other than 0 that remembers the order in which they came. */
final class PackedSet {

    private final long[] slots;
    private final long[] inOrder;
    private int size;

    /** @param most as many as may be added */
    PackedSet(int most) {
        this.slots = new long[Integer.highestOneBit(Math.max(1, most)) * 4];
        this.inOrder = new long[most];
    }

    void add(long number) {
        int slot = slot(number, slots.length);
        while (slots[slot] != 0) {
            if (slots[slot] == number) {
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = number;
        inOrder[size++] = number;
    }

    int size() {
        return size;
    }

    long get(int i) {
        return inOrder[i];
    }

    static int slot(long number, int slots) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & (slots - 1);
    }
}
