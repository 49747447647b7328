package dev.tocsin.alerting.saved;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a feed's link is secret by: 256 random bits. */
final class FeedToken {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private FeedToken(String text) {
        this.text = text;
    }

    static FeedToken random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new FeedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty where the text has not the form of a token. */
    static Optional<FeedToken> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new FeedToken(text)) : Optional.empty();
    }

    /** SHA-256: what is stored and looked for. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    /** The token itself: for the one answer that shows it, and for links in a document that was asked for by it. */
    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "FeedToken[redacted]";
    }
}
