package dev.tocsin.ingest.websub;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What only one hub and we know: it signs what it pushes with it (WebSub, section 7.1). */
public final class HubSecret {
    /** SHA-1 is weak, and still what some hubs sign with; as an HMAC it holds. */
    private static final Map<String, String> METHODS = Map.of(
            "sha1", "HmacSHA1",
            "sha256", "HmacSHA256",
            "sha384", "HmacSHA384",
            "sha512", "HmacSHA512");

    private static final int RANDOM_BYTES = 32;

    private final String value;

    HubSecret(String value) {
        this.value = value;
    }

    /** @param random that nobody can foretell */
    static HubSecret random(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new HubSecret(HexFormat.of().formatHex(bytes));
    }

    /** Below the 200 bytes that the specification allows. */
    String reveal() {
        return value;
    }

    /**
     * Takes the same time wherever a signature goes wrong.
     *
     * @param header {@code X-Hub-Signature}, such as {@code sha256=0a1b…}; null is no signature
     */
    boolean signed(byte[] body, @Nullable String header) {
        String[] parts = header == null ? new String[0] : header.strip().split("=", 2);
        String algorithm = parts.length < 2 ? null : METHODS.get(parts[0].toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    hmac(algorithm, body),
                    HexFormat.of().parseHex(parts[1].strip().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    private byte[] hmac(String algorithm, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(value.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "HubSecret[redacted]";
    }
}
