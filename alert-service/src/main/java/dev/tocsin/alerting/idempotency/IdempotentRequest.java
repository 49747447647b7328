package dev.tocsin.alerting.idempotency;

import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request that its client may send again under the same key.
 *
 * @param accountId whose key it is: accounts never meet in a key
 * @param fingerprint SHA-256 of method, path, query and body: what makes it the same request
 */
public record IdempotentRequest(String accountId, String key, byte[] fingerprint) {

    /** The header; its IETF draft has expired, so what it means here is written down in the API document. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** @param given the header's values */
    public static String key(List<String> given) {
        if (given.size() != 1
                || !KEY.matcher(given.get(0)).matches()
                || given.get(0).isBlank()) {
            throw new Problem(
                            ProblemType.INVALID_PARAMETER,
                            HEADER + ": one key of 1 to 255 printable ASCII characters, such as a UUID.")
                    .with("parameter", HEADER);
        }
        return given.get(0);
    }

    /** @param target path and query, as sent */
    public static IdempotentRequest of(String accountId, String key, String method, String target, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(method, target)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return new IdempotentRequest(accountId, key, digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    public IdempotentRequest {
        fingerprint = fingerprint.clone();
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdempotentRequest that
                && accountId.equals(that.accountId)
                && key.equals(that.key)
                && MessageDigest.isEqual(fingerprint, that.fingerprint);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
