package dev.tocsin.classify.encoder;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The fields of one Protocol Buffers message where it lies in an array, as the wire format tells them. */
record ProtobufFields(byte[] bytes, int from, int to) implements Iterable<ProtobufFields.Field> {

    static ProtobufFields of(byte[] bytes, int from, int to) {
        return new ProtobufFields(bytes, from, to);
    }

    /**
     * @param begin where its tag stands
     * @param value of a number; of a packed list of numbers the first
     * @param start of a text, a message or raw bytes
     * @param end behind all of it
     */
    record Field(byte[] bytes, int begin, int number, long value, int start, int end) {

        String text() {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }

        ProtobufFields fields() {
            return ProtobufFields.of(bytes, start, end);
        }
    }

    @Override
    public Iterator<Field> iterator() {
        return new Iterator<>() {
            private int at = from;

            @Override
            public boolean hasNext() {
                return at < to;
            }

            @Override
            public Field next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int begin = at;
                long tag = varint();
                int number = (int) (tag >>> 3);
                return switch ((int) (tag & 7)) {
                    case 0 -> new Field(bytes, begin, number, varint(), at, at);
                    case 1 -> fixed(begin, number, 8);
                    case 2 -> delimited(begin, number);
                    case 5 -> fixed(begin, number, 4);
                    default -> throw new IllegalStateException("The model file is damaged at byte " + at);
                };
            }

            private Field fixed(int begin, int number, int length) {
                at += length;
                return new Field(bytes, begin, number, 0, at - length, at);
            }

            private Field delimited(int begin, int number) {
                int length = (int) varint();
                int start = at;
                if (length < 0 || length > to - start) {
                    throw new IllegalStateException("The model file is cut off or damaged at byte " + start);
                }
                long first = length > 0 ? varint() : 0;
                at = start + length;
                return new Field(bytes, begin, number, first, start, at);
            }

            private long varint() {
                long value = 0;
                for (int shift = 0; at < bytes.length; shift += 7) {
                    byte next = bytes[at++];
                    value |= (long) (next & 0x7f) << shift;
                    if (next >= 0) {
                        break;
                    }
                }
                return value;
            }
        };
    }
}
