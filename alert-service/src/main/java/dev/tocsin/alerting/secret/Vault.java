package dev.tocsin.alerting.secret;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the table with AES-256-GCM (NIST SP 800-38D).
 *
 * <p>A seal is {@code 1, length of the key's id, id, nonce of 12 bytes, ciphertext with tag}. What it belongs to is
 * authenticated too, so that a seal that is copied into another row does not open there.
 */
public final class Vault {

    /** Says how to make what is missing. */
    public static final String NO_KEYS = "No key to seal secrets with: set TOCSIN_SECRETS_KEYS to what"
            + " echo \"k1:$(openssl rand -base64 32)\" prints, the same for all replicas, and keep it as safe as a"
            + " password: without it no signing key can be read again.";

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HmacSHA256";
    private static final int FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

    private final Map<String, SecretKey> keys;
    private final String sealing;
    private final SecureRandom random;

    private Vault(Map<String, SecretKey> keys, SecureRandom random) {
        this.keys = keys;
        this.sealing = keys.keySet().iterator().next();
        this.random = random;
    }

    /**
     * @param keys {@code id:base64 of 32 bytes}; the first seals, all open
     * @throws IllegalStateException with what to do, and nothing of any key
     */
    public static Vault of(List<String> keys, SecureRandom random) {
        Map<String, SecretKey> byId = new LinkedHashMap<>();
        for (String text :
                keys.stream().map(String::strip).filter(k -> !k.isEmpty()).toList()) {
            int colon = text.indexOf(':');
            String id = colon < 0 ? "" : text.substring(0, colon);
            if (!ID.matcher(id).matches()) {
                throw new IllegalStateException("tocsin.secrets.keys: a key is written id:base64, its id of 1 to 32"
                        + " letters, digits, dots, dashes and underscores");
            }
            if (byId.putIfAbsent(id, key(id, text.substring(colon + 1))) != null) {
                throw new IllegalStateException("tocsin.secrets.keys: two keys have the id " + id);
            }
        }
        if (byId.isEmpty()) {
            throw new IllegalStateException(NO_KEYS);
        }
        return new Vault(byId, random);
    }

    /** How everything begins that the first key has sealed. */
    public byte[] mark() {
        return mark(sealing);
    }

    /**
     * @param subject whose secret it is
     * @param purpose what it is for
     */
    public byte[] seal(String subject, String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(mark());
        sealed.writeBytes(nonce);
        try {
            sealed.writeBytes(cipher(Cipher.ENCRYPT_MODE, sealing, nonce, subject, purpose)
                    .doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
        return sealed.toByteArray();
    }

    /**
     * Keys for another purpose than sealing, derived from ours: the first one's first. All replicas have the same.
     *
     * @param purpose what they are for
     */
    public List<byte[]> derived(String purpose) {
        return keys.values().stream()
                .map(key -> {
                    try {
                        Mac mac = Mac.getInstance(DERIVATION);
                        mac.init(new SecretKeySpec(key.getEncoded(), DERIVATION));
                        return mac.doFinal(("tocsin " + purpose).getBytes(StandardCharsets.UTF_8));
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("every Java runtime has " + DERIVATION, e);
                    }
                })
                .toList();
    }

    /** @throws IllegalStateException when it is no seal of this subject and purpose, or its key is not configured */
    public byte[] open(String subject, String purpose, byte[] sealed) {
        String id = keyId(sealed);
        if (!keys.containsKey(id)) {
            throw new IllegalStateException("A secret of " + subject + " is sealed with the key \"" + id
                    + "\", which is not among tocsin.secrets.keys: add it again, behind the first");
        }
        int start = mark(id).length;
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, start, start + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, id, nonce, subject, purpose)
                    .doFinal(sealed, start + NONCE_BYTES, sealed.length - start - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A secret of " + subject + " does not open: it was changed, or the key \"" + id
                            + "\" is not the one that sealed it",
                    e);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce, String subject, String purpose)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(mark(id));
        cipher.updateAAD((subject + "\n" + purpose).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String keyId(byte[] sealed) {
        boolean whole = sealed.length > 2
                && sealed[0] == FORMAT
                && sealed[1] > 0
                && sealed.length >= 2 + sealed[1] + NONCE_BYTES + TAG_BITS / 8;
        return whole ? new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII) : "";
    }

    private static byte[] mark(String id) {
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        byte[] mark = new byte[2 + text.length];
        mark[0] = FORMAT;
        mark[1] = (byte) text.length;
        System.arraycopy(text, 0, mark, 2, text.length);
        return mark;
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("tocsin.secrets.keys: the key " + id
                    + " is no base64 of 32 bytes; make one with: openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Vault[keys=" + keys.keySet() + "]";
    }
}
