package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page ended: the next one begins behind this alert. Opaque to callers, yet not secret: it says nothing that the
 * alert itself did not say.
 */
record Cursor(Instant raisedAt, String id) {
    private static final int LONGEST = 100;

    /** URL-safe text. */
    String encode() {
        String text = ChronoUnit.MICROS.between(Instant.EPOCH, raisedAt) + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the text was not made by {@link #encode()}. */
    static Optional<Cursor> decode(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String plain = StandardCharsets.US_ASCII
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int dot = plain.indexOf('.');
            String id = plain.substring(dot + 1);
            if (dot < 0 || !Ids.isId("alr", id)) {
                return Optional.empty();
            }
            Cursor cursor =
                    new Cursor(Instant.EPOCH.plus(Long.parseLong(plain.substring(0, dot)), ChronoUnit.MICROS), id);
            return cursor.encode().equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
