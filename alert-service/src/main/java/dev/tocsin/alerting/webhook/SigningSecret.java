package dev.tocsin.alerting.webhook;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The symmetric key of one subscription: 24 to 64 random bytes, written {@code whsec_} + base64 (Standard Webhooks
 * 1.0).
 */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int GENERATED_BYTES = 32;

    private final byte[] key;

    private SigningSecret(byte[] key) {
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("a secret holds 24 to 64 bytes, this one " + key.length);
        }
        this.key = key.clone();
    }

    public static SigningSecret generate(SecureRandom random) {
        byte[] key = new byte[GENERATED_BYTES];
        random.nextBytes(key);
        return new SigningSecret(key);
    }

    public static SigningSecret ofKey(byte[] key) {
        return new SigningSecret(key);
    }

    /** @throws IllegalArgumentException with a text that may be shown: it never quotes the secret */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret starts with whsec_");
        }
        try {
            return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a secret is whsec_ and the base64 of 24 to 64 bytes", e);
        }
    }

    /** For the one answer that shows the secret to its owner; everything else keeps the type. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The raw key, for the signature and for the table. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && MessageDigest.isEqual(key, secret.key);
    }

    @Override
    public int hashCode() {
        return SigningSecret.class.hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
