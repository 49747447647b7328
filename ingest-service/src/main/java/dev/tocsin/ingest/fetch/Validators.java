package dev.tocsin.ingest.fetch;

import org.jspecify.annotations.Nullable;

/**
 * What a document came with, to ask later whether it has changed: opaque, and sent back exactly as it came. One that
 * could not be sent back is none.
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);

    private static final int MAX_LENGTH = 1000;

    public Validators {
        etag = sendable(etag);
        lastModified = sendable(lastModified);
    }

    private static @Nullable String sendable(@Nullable String validator) {
        boolean legal = validator != null
                && !validator.isEmpty()
                && validator.length() <= MAX_LENGTH
                && validator.chars().allMatch(c -> (c >= ' ' || c == '\t') && c != 0x7f && c <= 0xff);
        return legal ? validator : null;
    }
}
