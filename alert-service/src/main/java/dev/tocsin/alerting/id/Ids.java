package dev.tocsin.alerting.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes identifiers such as {@code alr_01f8zq6c3h5j7k9m2n4p6r8t0v}: a prefix and the 128 bits of a UUIDv7 (RFC 9562) in
 * 26 characters of Crockford's base 32, so that they sort by the time at which they were made.
 */
public final class Ids {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private final NoArgGenerator uuids;

    /** Takes time from the system clock and randomness from {@link java.security.SecureRandom}. */
    public Ids() {
        this(Generators.timeBasedEpochGenerator());
    }

    Ids(NoArgGenerator uuids) {
        this.uuids = uuids;
    }

    /** A new identifier; {@code prefix} without its underscore: {@code alr}. */
    public String next(String prefix) {
        UUID uuid = uuids.generate();
        return prefix + "_" + encode(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Whether {@code text} has the form of an identifier with this prefix (without its underscore). */
    public static boolean isId(String prefix, @Nullable String text) {
        if (text == null || text.length() != prefix.length() + 1 + LENGTH || !text.startsWith(prefix + "_")) {
            return false;
        }
        return text.chars().skip(prefix.length() + 1L).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static String encode(long high, long low) {
        char[] digits = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(digits);
    }
}
