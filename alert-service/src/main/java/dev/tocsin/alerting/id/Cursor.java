package dev.tocsin.alerting.id;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended: the next one begins behind this row. Opaque to callers, yet not secret: it says nothing that the
 * row did not say.
 */
public record Cursor(Instant at, String id) {

    private static final Pattern PLAIN = Pattern.compile("(\\d{1,18})\\.(.+)");
    private static final int LONGEST = 100;

    /** URL-safe text. */
    public String encode() {
        String text = ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where the text was not made by {@link #encode()} for an id with this prefix. */
    public static Optional<Cursor> decode(String prefix, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher plain = PLAIN.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            return plain.matches() && Ids.isId(prefix, plain.group(2))
                    ? Optional.of(new Cursor(
                            Instant.EPOCH.plus(Long.parseLong(plain.group(1)), ChronoUnit.MICROS), plain.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
