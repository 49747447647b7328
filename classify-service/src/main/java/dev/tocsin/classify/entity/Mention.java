package dev.tocsin.classify.entity;

import org.jspecify.annotations.Nullable;

/** Where a sentence names something: offsets in the sentence's own text. */
public record Mention(int start, int end, Entry entry) {

    public Tag tag() {
        return entry.tag();
    }

    public @Nullable Place place() {
        return entry.place();
    }

    public @Nullable Actor actor() {
        return entry.actor();
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
