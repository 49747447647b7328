package dev.tocsin.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A message of Protocol Buffers, by the numbers of its fields. */
final class ProtobufMessage {
    private final Map<Integer, List<byte[]>> parts = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final byte[] bytes;
    private int at;

    ProtobufMessage(byte[] bytes) {
        this.bytes = bytes;
        while (at < bytes.length) {
            long tag = varint();
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> numbers.put(field, varint());
                case 1 -> at += 8;
                case 2 -> {
                    int length = (int) varint();
                    parts.computeIfAbsent(field, unseen -> new ArrayList<>())
                            .add(Arrays.copyOfRange(bytes, at, at + length));
                    at += length;
                }
                case 5 -> at += 4;
                default -> throw new IllegalArgumentException("No wire type " + (tag & 7));
            }
        }
    }

    void each(int field, Consumer<ProtobufMessage> then) {
        parts.getOrDefault(field, List.of()).forEach(part -> then.accept(new ProtobufMessage(part)));
    }

    /** Empty where there is none. */
    byte[] bytes(int field) {
        List<byte[]> found = parts.getOrDefault(field, List.of());
        return found.isEmpty() ? new byte[0] : found.get(0);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
