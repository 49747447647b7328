package dev.tocsin.alerting.webhook;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** What signs the messages to one subscription (Standard Webhooks 1.0): its scheme says how. */
public sealed interface SigningKey permits HmacKey, Ed25519Key {

    /** The names of the schemes, the default first. */
    List<String> SCHEMES = List.of(HmacKey.SCHEME, Ed25519Key.SCHEME);

    /** The word before the comma in {@code webhook-signature}. */
    String scheme();

    byte[] sign(byte[] content);

    /** The raw key, for the table only, and there sealed. */
    byte[] bytes();

    /** What its owner verifies with and is shown once: a shared secret. Empty where there is nothing secret to share. */
    Optional<String> secret();

    /** What its owner verifies with and may always see. */
    Optional<String> publicKey();

    /** @throws IllegalArgumentException when there is no such scheme */
    static SigningKey generate(String scheme, SecureRandom random) {
        return switch (scheme) {
            case HmacKey.SCHEME -> HmacKey.generate(random);
            case Ed25519Key.SCHEME -> Ed25519Key.generate(random);
            default -> throw new IllegalArgumentException("is none of " + SCHEMES);
        };
    }

    /** The reverse of {@link #bytes}. */
    static SigningKey of(String scheme, byte[] bytes) {
        return switch (scheme) {
            case HmacKey.SCHEME -> HmacKey.of(bytes);
            case Ed25519Key.SCHEME -> Ed25519Key.of(bytes);
            default -> throw new IllegalArgumentException("is none of " + SCHEMES);
        };
    }

    /**
     * As its owner writes it: {@code whsec_…} or {@code whsk_…}.
     *
     * @throws IllegalArgumentException with a text that may be shown: it never quotes the key
     */
    static SigningKey parse(String text) {
        return text.startsWith(Ed25519Key.PREFIX) ? Ed25519Key.parse(text) : HmacKey.parse(text);
    }
}
