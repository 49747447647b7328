package dev.tocsin.ingest.identity;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** Public ids: a prefix that says of what, then 128 bits in 26 characters of Crockford's base 32, lower case. */
public final class TypedId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(32);

    private TypedId() {}

    /** The same id for the same identity, wherever and whenever it is computed: the first 128 bits of its SHA-256. */
    public static String ofIdentity(String prefix, String identity) {
        return prefix + "_" + encode(Arrays.copyOf(sha256(identity), 16));
    }

    /** @param uuid of version 7, so that ids sort by the time they were made */
    public static String of(String prefix, UUID uuid) {
        return prefix + "_"
                + encode(ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .array());
    }

    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String encode(byte[] sixteen) {
        char[] digits = new char[26];
        BigInteger rest = new BigInteger(1, sixteen);
        for (int i = digits.length - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            digits[i] = ALPHABET.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(digits);
    }
}
