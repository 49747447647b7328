package dev.tocsin.alerting.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric key of one subscription, scheme v1: 24 to 64 random bytes, written {@code whsec_} + base64 (Standard
 * Webhooks 1.0).
 */
public final class HmacKey implements SigningKey {

    static final String SCHEME = "v1";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int GENERATED_BYTES = 32;

    private final byte[] key;

    private HmacKey(byte[] key) {
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("a secret holds 24 to 64 bytes, this one " + key.length);
        }
        this.key = key.clone();
    }

    public static HmacKey generate(SecureRandom random) {
        byte[] key = new byte[GENERATED_BYTES];
        random.nextBytes(key);
        return new HmacKey(key);
    }

    static HmacKey of(byte[] bytes) {
        return new HmacKey(bytes);
    }

    /** @throws IllegalArgumentException with a text that may be shown: it never quotes the secret */
    public static HmacKey parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret starts with whsec_ or whsk_");
        }
        try {
            return new HmacKey(Base64.getDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a secret is whsec_ and the base64 of 24 to 64 bytes", e);
        }
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    @Override
    public byte[] bytes() {
        return key.clone();
    }

    /** For the one answer that shows the secret to its owner; everything else keeps the type. */
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(reveal());
    }

    @Override
    public Optional<String> publicKey() {
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HmacKey hmac && MessageDigest.isEqual(key, hmac.key);
    }

    @Override
    public int hashCode() {
        return HmacKey.class.hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
