package dev.tocsin.alerting.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that a caller shows: {@code tocsin_} and 256 random bits, or whatever the operator has configured. */
public final class ApiKey {
    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = 12;

    private final String text;

    public ApiKey(String text) {
        this.text = text;
    }

    /** A new key. */
    public static ApiKey random(SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new ApiKey("tocsin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** SHA-256: what is stored and looked for. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** Takes equally long for every wrong key, since only hashes of the same length are compared. */
    public boolean matches(ApiKey other) {
        return MessageDigest.isEqual(hash(), other.hash());
    }

    /** Enough of the key to tell it from others in a list, too little to guess it. */
    public String prefix() {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    /** The key itself: for the one answer that shows it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "ApiKey[redacted]";
    }
}
