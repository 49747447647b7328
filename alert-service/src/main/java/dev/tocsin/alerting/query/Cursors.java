package dev.tocsin.alerting.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds a cursor to the account and the question that it was made for (HMAC-SHA256, 96 bits of it): one that was made by
 * another account, for other filters, or by hand is none. All replicas make the same ones, also after a restart.
 */
public final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MARK_BYTES = 12;
    private static final int LONGEST = 200;

    private final List<byte[]> keys;

    /** @param keys the first makes cursors, all recognise them: that is how one key follows another */
    public Cursors(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * @param scope whose cursor it is, and of which question
     * @param place where the page ended, without control characters
     */
    String seal(String scope, String place) {
        return place + "." + mark(keys.get(0), scope, place);
    }

    /** The place, where the text was made here for the same scope. */
    Optional<String> open(String scope, String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        String place = text.substring(0, dot);
        byte[] shown = text.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (byte[] key : keys) {
            genuine |= MessageDigest.isEqual(mark(key, scope, place).getBytes(StandardCharsets.UTF_8), shown);
        }
        return genuine ? Optional.of(place) : Optional.empty();
    }

    private static String mark(byte[] key, String scope, String place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] mark = mac.doFinal((scope + "\0" + place).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mark, MARK_BYTES));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM, e);
        }
    }
}
