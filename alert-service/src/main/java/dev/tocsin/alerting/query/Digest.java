package dev.tocsin.alerting.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A short name of a content, for entity tags: another content has another one. */
public final class Digest {
    private static final int BYTES = 16;

    private Digest() {}

    /** Of what is answered, as it is written. */
    public static String of(ObjectMapper json, Object answer) {
        try {
            return of(json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What is answered can be written", e);
        }
    }

    /** 128 bits of SHA-256 in 22 characters. */
    public static String of(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
