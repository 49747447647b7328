package dev.tocsin.alerting.subscription;

import org.jspecify.annotations.Nullable;

/**
 * The next signing key, as a client wishes it; all may be left out.
 *
 * @param secret the client's own
 * @param scheme v1 or v1a; left out, v1
 * @param overlap how long the old one still signs, ISO 8601; {@code PT0S} for one that has leaked
 */
public record RotationRequest(
        @Nullable String secret,
        @Nullable String scheme,
        @Nullable String overlap) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "RotationRequest[scheme=" + scheme + ", overlap=" + overlap + "]";
    }
}
