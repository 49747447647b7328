package dev.tocsin.alerting.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a signed-in browser shows with every request: 256 random bits, of which only the hash is kept. */
public final class SessionToken {
    public static final String COOKIE = "tocsin_session";

    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;

    private SessionToken(String text) {
        this.text = text;
    }

    public static SessionToken random(SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new SessionToken(encoded(bits));
    }

    /** Empty where the text cannot be a token of ours. */
    public static Optional<SessionToken> of(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new SessionToken(cookie)) : Optional.empty();
    }

    /** SHA-256: what is stored and looked for. */
    public byte[] hash() {
        return sha256(text);
    }

    /**
     * What every form of the session has in it. It is made from the token, which another site can neither read nor guess,
     * and does not tell it.
     */
    public String formToken() {
        return encoded(sha256("form " + text));
    }

    /** The value of the cookie. */
    public String reveal() {
        return text;
    }

    private static String encoded(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken[redacted]";
    }
}
